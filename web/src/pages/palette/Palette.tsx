import { Command } from 'cmdk'
import * as Radix from '@radix-ui/react-dialog'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { ArrowRight, CornerDownLeft, File, LayoutGrid, MessageSquare, SquareTerminal, type LucideIcon } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { type Command as Verb, palette, useOfferedCommands } from '@/app/commands'
import { ask } from '@/api/query'
import { api, path } from '@/api/request'
import type { Page, Session } from '@/api/types'
import { palette as t } from '@/strings/palette'
import { Keys } from '@/ui/Keys'
import { SafeText } from '@/ui/SafeText'
import { idIn, match, modeOf } from './typed'

/** The palette: everything by its name, every verb of the page, and whatever an id leads to. */
export default function Palette() {
  const [typed, setTyped] = useState(palette.startText)
  const [asked, setAsked] = useState('')
  const { mode, text } = modeOf(typed)
  const all = mode === 'all'
  const id = idIn(typed)
  const navigate = useNavigate()
  const offered = useOfferedCommands()
  const workspaces = useQuery(ask.workspaces()).data?.data ?? []
  const sessions = useQuery({
    queryKey: ['sessions', 'by-title', asked],
    queryFn: () => api.get<Page<Session>>('/sessions', { q: asked, limit: 12 }),
    enabled: (all || mode === 'sessions') && id === undefined && (asked !== '' || mode === 'sessions'),
    placeholderData: before => before,
  }).data?.data
  const desk = useLocation({ select: it => /^\/w\/([^/]+)/.exec(it.pathname)?.[1] })
  const files = useQuery({
    queryKey: ['palette-files', desk, asked],
    queryFn: ({ signal }) => api.get<{ data: { path: string; kind: string; type: string }[] }>(path`/workspaces/${desk!}/files/search`, { q: asked, limit: 50 }, { signal }),
    enabled: desk !== undefined && asked !== '' && mode === 'files',
    retry: false,
    placeholderData: before => before,
  }).data?.data.filter(it => it.kind === 'name' && it.type === 'file')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), 150)
    return () => clearTimeout(timer)
  }, [text])

  const run = (what: () => void) => () => {
    palette.close()
    what()
  }
  const go = (to: string) => run(() => void navigate({ to }))
  const slugOf = (workspaceId: string) => workspaces.find(it => it.id === workspaceId)?.slug ?? workspaceId
  const places = [
    { to: '/workspaces', name: t.workspaces, keys: 'g w' },
    { to: '/inbox', name: t.inbox, keys: 'g i' },
    { to: '/automation/connectors', name: t.connectors, keys: 'g a' },
    { to: '/automation/runs', name: t.runs },
    { to: '/settings/profile', name: t.profile, keys: 'g s' },
    { to: '/settings/providers', name: t.providers },
    { to: '/settings/tokens', name: t.tokens },
  ]
  return (
    <Radix.Root open onOpenChange={open => !open && palette.close()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Radix.Content aria-describedby={undefined} className="fixed top-[12vh] left-1/2 z-40 w-[calc(100vw-24px)] max-w-150 -translate-x-1/2 animate-layer overflow-hidden rounded-card border border-line bg-surface shadow-layer">
          <Radix.Title className="sr-only">{t.title}</Radix.Title>
          <Command label={t.title} loop filter={(value, search, keywords) => match(modeOf(search).text, [value, ...(keywords ?? [])])}>
            <Command.Input
              autoFocus
              value={typed}
              onValueChange={setTyped}
              placeholder={t.placeholder}
              className="h-12 w-full border-b border-line bg-transparent px-4 text-sm outline-none placeholder:text-subtle"
            />
            <Command.List className="max-h-[56vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-4 text-sm text-muted">{t.none}</Command.Empty>
              {id && (
                <Group heading={t.id}>
                  <Item value={typed} icon={CornerDownLeft} onSelect={run(() => void navigate({ to: '/e/$id', params: { id } }))}>
                    <span className="font-mono text-xs">{t.openId(id)}</span>
                  </Item>
                </Group>
              )}
              {(all || mode === 'commands') && <Verbs offered={offered} run={run} />}
              {mode === 'calls' && <Calls offered={offered} run={run} />}
              {all && (
                <Group heading={t.goto}>
                  {places.map(it => (
                    <Item key={it.to} value={`go ${it.to}`} keywords={[it.name]} icon={ArrowRight} keys={it.keys} onSelect={go(it.to)}>
                      {it.name}
                    </Item>
                  ))}
                  <Item value="go api" keywords={[t.api]} icon={ArrowRight} onSelect={run(() => location.assign('/api/docs'))}>
                    {t.api}
                  </Item>
                </Group>
              )}
              {all && workspaces.length > 0 && (
                <Group heading={t.workspaces}>
                  {workspaces.map(it => (
                    <Item key={it.id} value={it.id} keywords={[it.name ?? '', it.slug ?? '', ...it.tags]} icon={LayoutGrid} hint={it.slug ?? ''} onSelect={go(`/w/${it.slug ?? it.id}`)}>
                      <SafeText text={it.name ?? it.id} />
                    </Item>
                  ))}
                </Group>
              )}
              {mode === 'files' && files && files.length > 0 && (
                <Group heading={t.files}>
                  {files.slice(0, 20).map(it => (
                    <Item key={it.path} value={`file ${it.path}`} icon={File} onSelect={run(() => void navigate({ to: '/w/$slug/$tab/$', params: { slug: desk!, tab: 'files', _splat: it.path } }))}>
                      <span className="font-mono text-code">
                        <SafeText text={it.path} />
                      </span>
                    </Item>
                  ))}
                </Group>
              )}
              {(all || mode === 'sessions') && sessions && sessions.length > 0 && (
                <Group heading={t.sessions}>
                  {sessions.map(it => (
                    <Item key={it.id} value={it.id} keywords={[it.title ?? t.untitled]} icon={MessageSquare} hint={slugOf(it.workspace_id)} onSelect={go(`/w/${slugOf(it.workspace_id)}/s/${it.id}`)}>
                      <SafeText text={it.title || t.untitled} />
                    </Item>
                  ))}
                </Group>
              )}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Those of the page before those of everywhere; the same verb is offered once. */
function Verbs({ offered, run }: { offered: readonly (readonly Verb[])[]; run: (what: () => void) => () => void }) {
  const [shell = [], ...pages] = offered
  const here = pages.toReversed().flat().filter(it => !it.call)
  const known = new Set(here.map(it => it.id))
  const groups = [
    { heading: t.here, verbs: here.filter((it, i) => here.findIndex(of => of.id === it.id) === i) },
    { heading: t.everywhere, verbs: shell.filter(it => !known.has(it.id)) },
  ]
  return groups.map(
    group =>
      group.verbs.length > 0 && (
        <Group key={group.heading} heading={group.heading}>
          {group.verbs.map(it => (
            <Item key={it.id} value={`verb ${it.id}`} keywords={[it.label, it.hint ?? '']} keys={it.keys} hint={it.hint} onSelect={run(it.run)}>
              {it.label}
            </Item>
          ))}
        </Group>
      ),
  )
}

/** What the page asks the API, each to be copied. */
function Calls({ offered, run }: { offered: readonly (readonly Verb[])[]; run: (what: () => void) => () => void }) {
  const calls = new Map(offered.flat().flatMap(it => (it.call ? [[it.id, it] as const] : [])))
  return (
    calls.size > 0 && (
      <Group heading={t.calls}>
        {[...calls.values()].map(it => (
          <Item key={it.id} value={it.id} keywords={[it.label]} icon={SquareTerminal} onSelect={run(it.run)}>
            <span className="font-mono text-code">{it.label}</span>
          </Item>
        ))}
      </Group>
    )
  )
}

const Group = ({ heading, children }: { heading: string; children: ReactNode }) => (
  <Command.Group heading={heading} className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-2xs **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-muted">
    {children}
  </Command.Group>
)

type ItemProps = { value: string; keywords?: string[]; icon?: LucideIcon; keys?: string; hint?: string; onSelect: () => void; children: ReactNode }

function Item({ value, keywords, icon: Icon, keys, hint, onSelect, children }: ItemProps) {
  return (
    <Command.Item value={value} keywords={keywords} onSelect={onSelect} className="group flex h-9 items-center gap-2.5 rounded-control px-2.5 text-sm data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent coarse:h-11">
      {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-muted" />}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint && <span className="max-w-40 truncate font-mono text-2xs text-muted group-data-[selected=true]:text-accent">{hint}</span>}
      {keys && <Keys keys={keys} />}
    </Command.Item>
  )
}
