import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTopic } from '@/api/live'
import { ask, useMay } from '@/api/query'
import type { Session, Workspace } from '@/api/types'
import { common } from '@/strings/common'
import { workspace as t } from '@/strings/workspace'
import { IconButton } from '@/ui/Button'
import { OriginGlyph } from '@/ui/Chip'
import { cx } from '@/ui/cx'
import { FilterBar } from '@/ui/FilterBar'
import { Lamp } from '@/ui/Lamp'
import { SafeText } from '@/ui/SafeText'
import { Bone, Loaded } from '@/ui/states'
import { sessionStatus } from '@/ui/status'
import { RelTime } from '@/ui/values'
import { grouped } from './sessions'
import { isUnread, useSeen } from './seen'

type Props = { workspace: Workspace; current: string | undefined; onNew: () => void }

/** The conversations of a Workspace. While the pointer is over it nothing changes its place. */
export function SessionList({ workspace, current, onNew }: Props) {
  const [filter, setFilter] = useState<Record<string, string | undefined>>({})
  const client = useQueryClient()
  const sessions = useQuery({ ...ask.sessions(workspace.id, filter), placeholderData: before => before })
  const may = useMay('sessions:write')
  const refresh = useRef<ReturnType<typeof setTimeout>>(undefined)
  const again = () => {
    clearTimeout(refresh.current)
    refresh.current = setTimeout(() => void client.invalidateQueries({ queryKey: ['sessions', workspace.id] }), 150)
  }
  useTopic(`sessions:${workspace.id}`, { hint: again })
  useEffect(() => () => clearTimeout(refresh.current), [])
  const box = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  const fresh = useMemo(() => grouped(sessions.data?.data ?? [], Date.now()), [sessions.data])
  const [kept, setKept] = useState(fresh)
  useEffect(() => {
    if (!over) setKept(fresh)
  }, [over, fresh])
  // Frozen order, current content: what is under the pointer must not move, what it says must be true.
  const byId = new Map((sessions.data?.data ?? []).map(it => [it.id, it]))
  const shown = over && kept.length > 0 ? kept : fresh
  const seen = useSeen()
  const move = (step: number) => {
    const links = [...(box.current?.querySelectorAll<HTMLElement>('a[data-session]') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus()
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-1.5 px-2 pt-2 pb-1.5">
        <div className="min-w-0 flex-1">
          <FilterBar compact values={filter} onChange={setFilter} placeholder={t.filterSessions} />
        </div>
        {may && workspace.status !== 'deleted' && <IconButton icon={Plus} kind="plain" label={t.newSession} keys="n" onClick={onNew} />}
      </div>
      <div
        ref={box}
        onPointerEnter={() => setOver(true)}
        onPointerLeave={() => setOver(false)}
        onKeyDown={event => {
          const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key]
          if (step === undefined || event.metaKey || event.ctrlKey) return
          event.preventDefault()
          move(step)
        }}
        className="well min-h-0 flex-1 overflow-y-auto px-2 pb-3"
      >
        <Loaded from={sessions} skeleton={<Bones />}>
          {() =>
            shown.length === 0 ? (
              <p className="px-2 py-4 text-sm text-muted">{filter.q ? t.noneFound : t.noSessions}</p>
            ) : (
              shown.map(group => (
                <section key={group.name} aria-label={t.groups[group.name]} className="mt-2 first:mt-0">
                  <h2 className="px-2 py-1 text-2xs font-medium tracking-wide text-subtle uppercase">{t.groups[group.name]}</h2>
                  <ul>
                    {group.entries.map(({ session, depth }) => {
                      const now = byId.get(session.id) ?? session
                      return <Item key={session.id} session={now} depth={depth} slug={workspace.slug ?? workspace.id} current={session.id === current} unread={session.id !== current && isUnread(now, seen)} />
                    })}
                  </ul>
                </section>
              ))
            )
          }
        </Loaded>
      </div>
    </div>
  )
}

function Item({ session, depth, slug, current, unread }: { session: Session; depth: number; slug: string; current: boolean; unread: boolean }) {
  const status = sessionStatus(session)
  const line = secondLine(session)
  return (
    <li style={{ paddingLeft: depth * 12 }}>
      <Link
        to="/w/$slug/s/$ses"
        params={{ slug, ses: session.id }}
        search={(before: Record<string, unknown>) => (before.bench ? { bench: before.bench } : {}) as never}
        data-session={session.id}
        aria-current={current ? 'page' : undefined}
        className={cx('flex gap-2 rounded-control px-2 py-1.5', current ? 'bg-accent-soft' : 'hover:bg-hover')}
      >
        <span className="pt-1">
          <Lamp state={status.lamp} label={status.word} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-1.5">
            <span className={cx('min-w-0 flex-1 truncate', unread || current ? 'font-semibold' : 'font-medium')}>
              <SafeText text={session.title ?? t.untitled} />
            </span>
            {session.origin.type !== 'user' && <OriginGlyph type={session.origin.type} size={12} />}
            {unread && <span role="img" aria-label={t.unread} className="size-1.5 shrink-0 rounded-full bg-accent" />}
          </span>
          <span className="flex items-center gap-1.5 text-xs text-muted">
            <span className="min-w-0 flex-1 truncate">{line}</span>
            <span className="nums shrink-0 text-2xs text-muted">
              <RelTime at={session.updated_at} short />
            </span>
          </span>
        </span>
      </Link>
    </li>
  )
}

function secondLine(session: Session): string {
  if (session.pending_approvals > 0) return t.asks(session.pending_approvals)
  if (session.status === 'queued' && session.waiting_for) return t.waitingFor[session.waiting_for] ?? session.waiting_for
  if (session.queue_length > 0) return t.queueOf(session.queue_length)
  return sessionStatus(session).word === common.sessionStatus.idle ? `${session.last_seq} events` : sessionStatus(session).word
}

const Bones = () => (
  <div className="flex flex-col gap-3 p-2">
    {['w-4/5', 'w-3/5', 'w-2/3', 'w-1/2'].map(it => (
      <Bone key={it} className={it} />
    ))}
  </div>
)
