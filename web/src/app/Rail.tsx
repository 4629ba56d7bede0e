import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { BookOpenText, Inbox, KeyRound, LayoutGrid, LogOut, type LucideIcon, PanelLeftClose, PanelLeftOpen, Search, Settings, User, Workflow } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useHints } from '@/api/live'
import { ask, useMay, useMe } from '@/api/query'
import { api, forgetCsrf } from '@/api/request'
import { shell } from '@/strings/shell'
import { cx } from '@/ui/cx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '@/ui/Menu'
import { Tooltip } from '@/ui/Tooltip'
import { palette } from './commands'
import { Logo } from './Logo'

const key = 'agentdesk.rail'

const entry = 'relative flex h-9 items-center gap-3 rounded-control px-2.5 text-sm font-medium text-muted hover:bg-hover hover:text-text coarse:h-11'

/** The few places that are global. A bar below on a phone, a rail beside elsewhere; labels from 1440 px or when pinned. */
export function Rail() {
  const [pinned, setPinned] = useState(() => localStorage.getItem(key) === 'pinned')
  const waiting = useQuery(ask.approvals({ status: 'pending' }))
  useHints('inbox', ['approvals'])
  // A phone has one bar: within a Workspace it is that of the Workspace.
  const within = useLocation({ select: it => it.pathname.startsWith('/w/') })
  const mayAutomate = useMay('automation:read')
  const count = waiting.data?.data.length ?? 0
  const label = cx('hidden truncate', pinned ? 'md:block' : 'xl:block')
  const pin = () => {
    localStorage.setItem(key, pinned ? '' : 'pinned')
    setPinned(!pinned)
  }
  return (
    <nav
      aria-label={shell.navigation}
      className={cx(
        within ? 'hidden md:flex' : 'flex',
        'shrink-0 items-center justify-around border-t border-line bg-bg p-1 md:flex-col md:items-stretch md:justify-start md:gap-0.5 md:border-t-0 md:border-r md:p-2',
        pinned ? 'md:w-52' : 'md:w-14 xl:w-52',
      )}
    >
      <Link to="/workspaces" aria-label="Agentdesk" className="mb-2 hidden h-9 items-center gap-2.5 rounded-control px-2 md:flex">
        <Logo />
        <span className={cx(label, 'text-lg font-semibold')}>Agentdesk</span>
      </Link>
      <Entry to="/workspaces" icon={LayoutGrid} name={shell.workspaces} keys="g w" label={label} />
      <Entry to="/inbox" icon={Inbox} name={count > 0 ? shell.inboxWaiting(count) : shell.inbox} short={shell.inbox} keys="g i" label={label}>
        {count > 0 && <span className="nums absolute top-0.5 left-6 min-w-4 rounded-full bg-wait px-1 text-center text-[10px] leading-4 font-semibold text-surface dark:text-sunken">{count > 99 ? '99+' : count}</span>}
      </Entry>
      {mayAutomate && <Entry to="/automation/connectors" icon={Workflow} name={shell.automation} keys="g a" label={label} wide />}
      <Hint text={shell.search} keys="mod+k">
        <button type="button" onClick={() => palette.open()} aria-label={shell.search} className={entry}>
          <Search size={18} strokeWidth={1.75} aria-hidden />
          <span className={label}>{shell.searchShort}</span>
        </button>
      </Hint>
      <div className="hidden flex-1 md:block" />
      <Hint text={shell.apiLong}>
        <a href="/api/docs" className={cx(entry, 'hidden md:flex')} aria-label={shell.apiLong}>
          <BookOpenText size={18} strokeWidth={1.75} aria-hidden />
          <span className={label}>{shell.api}</span>
        </a>
      </Hint>
      <Entry to="/settings/profile" icon={Settings} name={shell.settings} keys="g s" label={label} wide />
      <Account label={label} />
      <button type="button" onClick={pin} aria-label={pinned ? shell.unpin : shell.pin} className={cx(entry, 'hidden md:flex xl:hidden')}>
        {pinned ? <PanelLeftClose size={18} strokeWidth={1.75} aria-hidden /> : <PanelLeftOpen size={18} strokeWidth={1.75} aria-hidden />}
        <span className={label}>{pinned ? shell.unpin : shell.pin}</span>
      </button>
    </nav>
  )
}

type EntryProps = { to: string; icon: LucideIcon; name: string; short?: string; keys?: string; label: string; children?: ReactNode; wide?: boolean }

function Entry({ to, icon: Icon, name, short, keys, label, children, wide }: EntryProps) {
  // The first page of a part stands for all of it.
  const within = useLocation({ select: it => it.pathname.startsWith(`/${to.split('/')[1]}/`) })
  return (
    <Hint text={name} keys={keys}>
      <Link to={to} aria-label={name} className={cx(entry, wide && 'hidden md:flex', within && 'bg-accent-soft text-accent!')} activeProps={{ className: 'bg-accent-soft text-accent!', 'aria-current': 'page' }}>
        <Icon size={18} strokeWidth={1.75} aria-hidden className="shrink-0" />
        <span className={label}>{short ?? name}</span>
        {children}
      </Link>
    </Hint>
  )
}

const Hint = ({ text, keys, children }: { text: string; keys?: string; children: ReactNode }) => (
  <Tooltip text={text} keys={keys} side="right">
    {children}
  </Tooltip>
)

function Account({ label }: { label: string }) {
  const me = useMe().data
  const navigate = useNavigate()
  const client = useQueryClient()
  const signOut = async () => {
    await api.post('/auth/logout')
    forgetCsrf()
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  const name = me?.name ?? ''
  return (
    <Menu
      label={shell.account}
      align="start"
      trigger={
        <button type="button" aria-label={`${shell.account}: ${name}`} className={entry}>
          <span aria-hidden className="flex size-[22px] shrink-0 items-center justify-center rounded-full bg-neutral-soft text-[10px] font-semibold text-text uppercase">
            {name.slice(0, 2)}
          </span>
          <span className={label}>{name}</span>
        </button>
      }
    >
      <MenuLabel>{name}</MenuLabel>
      <MenuItem icon={User} onSelect={() => void navigate({ to: '/settings/profile' })}>
        {shell.profile}
      </MenuItem>
      <MenuItem icon={KeyRound} onSelect={() => void navigate({ to: '/settings/tokens' })}>
        {shell.tokens}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={LogOut} onSelect={() => void signOut()}>
        {shell.signOut}
      </MenuItem>
    </Menu>
  )
}
