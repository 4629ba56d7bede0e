import { Ellipsis, FileText, Inbox, LayoutGrid, MessageSquare, PanelLeft, SquareTerminal, type LucideIcon } from 'lucide-react'
import { workspace as t } from '@/strings/workspace'
import { cx } from '@/ui/cx'
import { Menu, MenuItem, MenuLine } from '@/ui/Menu'
import { benchTabs } from './bench'
import type { Place } from './place'

type Props = { place: Place; onList: () => void; onConversation: () => void; onTab: (name: string) => void; onGo: (to: string) => void }

/** The five areas of a Workspace on a phone, one at a time. */
export function PhoneBar({ place, onList, onConversation, onTab, onGo }: Props) {
  const inTab = place.tab?.name
  return (
    <nav aria-label={t.bench} className="flex shrink-0 border-t border-line bg-bg">
      <Item icon={PanelLeft} label={t.sessions} on={place.listOnly} onClick={onList} />
      <Item icon={MessageSquare} label={t.conversation} on={!place.listOnly && !inTab} onClick={onConversation} />
      <Item icon={FileText} label={t.files} on={inTab === 'files'} onClick={() => onTab('files')} />
      <Item icon={SquareTerminal} label={t.terminal} on={inTab === 'terminal'} onClick={() => onTab('terminal')} />
      <Menu
        label={t.more}
        trigger={
          <button type="button" className={cx(item, inTab !== undefined && inTab !== 'files' && inTab !== 'terminal' ? 'text-accent' : 'text-muted')}>
            <Ellipsis size={18} strokeWidth={1.75} aria-hidden />
            {t.more}
          </button>
        }
      >
        {benchTabs
          .filter(it => it.name !== 'files' && it.name !== 'terminal')
          .map(it => (
            <MenuItem key={it.name} icon={it.icon} onSelect={() => onTab(it.name)}>
              {it.label}
            </MenuItem>
          ))}
        <MenuLine />
        <MenuItem icon={Inbox} onSelect={() => onGo('/inbox')}>
          {t.inbox}
        </MenuItem>
        <MenuItem icon={LayoutGrid} onSelect={() => onGo('/workspaces')}>
          {t.allWorkspaces}
        </MenuItem>
      </Menu>
    </nav>
  )
}

const item = 'flex min-h-12 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-2xs font-medium'

function Item({ icon: Icon, label, on, onClick }: { icon: LucideIcon; label: string; on: boolean; onClick: () => void }) {
  return (
    <button type="button" aria-current={on ? 'page' : undefined} onClick={onClick} className={cx(item, on ? 'text-accent' : 'text-muted')}>
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      {label}
    </button>
  )
}
