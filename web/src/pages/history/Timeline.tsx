import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTopic } from '@/api/live'
import { api, path } from '@/api/request'
import type { Envelope, Page, Workspace } from '@/api/types'
import { history as t } from '@/strings/history'
import { Button } from '@/ui/Button'
import { Select } from '@/ui/Field'
import { Lamp, type LampState } from '@/ui/Lamp'
import { MarginRow } from '@/ui/MarginRow'
import { SafeText } from '@/ui/SafeText'
import { EmptyState, Loaded } from '@/ui/states'
import { ClockTime } from '@/ui/values'
import { kinds, withDays } from './kinds'

const pageSize = 200

/** The Workspace's own log, newest first, under its numbers. What happens while one looks comes on top. */
export function Timeline({ workspace, kind, onKind }: { workspace: Workspace; kind: string; onKind: (kind: string) => void }) {
  const types = kinds[kind]
  const client = useQueryClient()
  const key = ['workspace-log', workspace.id, kind]
  const log = useInfiniteQuery({
    queryKey: key,
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      api.get<Page<Envelope>>(path`/workspaces/${workspace.id}/events`, { order: 'desc', limit: pageSize, before: pageParam, types: types?.join(',') }),
    getNextPageParam: last => (last.data.length < pageSize ? undefined : last.data.at(-1)!.seq),
  })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useTopic(
    `workspace:${workspace.id}`,
    {
      event: () => {
        clearTimeout(timer.current)
        timer.current = setTimeout(() => void client.invalidateQueries({ queryKey: ['workspace-log', workspace.id] }), 100)
      },
    },
    workspace.last_seq,
  )
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="border-b border-line p-3">
        <Select aria-label={t.filter} value={kind} onChange={event => onKind(event.target.value)} className="max-w-56">
          {Object.entries(t.kinds).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </div>
      <div className="well min-h-0 flex-1 overflow-y-auto p-3" tabIndex={0} role="group" aria-label={t.timeline}>
        <Loaded from={log}>
          {data => {
            const events = data.pages.flatMap(it => it.data)
            if (events.length === 0) return <EmptyState text={kind === 'all' ? t.empty : t.emptyKind} />
            return (
              <ol aria-label={t.timeline}>
                {withDays(events).map(({ day, event }) =>
                  event === undefined ? (
                    <li key={day}>
                      <h2 className="pt-3 pb-1 pl-12 text-xs font-medium text-muted">{day}</h2>
                    </li>
                  ) : (
                    <li key={event.id}>
                      <Row event={event} slug={workspace.slug ?? workspace.id} />
                    </li>
                  ),
                )}
              </ol>
            )
          }}
        </Loaded>
        {log.hasNextPage && (
          <Button size="compact" className="mt-2 ml-12" busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t.older}
          </Button>
        )}
      </div>
    </div>
  )
}

const lamps: Record<string, LampState> = {
  'workspace.status_running': 'idle',
  'workspace.status_failed': 'failed',
  'workspace.status_stopped': 'off',
  'workspace.start_requested': 'starting',
  'workspace.stop_requested': 'paused',
  'workspace.deleted': 'failed',
  'workspace.erased': 'failed',
}

function Row({ event, slug }: { event: Envelope; slug: string }) {
  const lamp = lamps[event.type]
  return (
    <MarginRow seq={event.seq} href={`${location.origin}/w/${slug}/history#e${event.seq}`} className="rounded-control py-1 hover:bg-hover">
      <div className="flex min-w-0 items-baseline gap-2">
        <span className="w-4 shrink-0 self-center">{lamp && <Lamp state={lamp} />}</span>
        <p className="min-w-0 flex-1 text-sm">
          <span className="font-medium">{t.event[event.type] ?? event.type}</span> <Detail event={event} />
        </p>
        <span className="shrink-0 text-xs text-muted">
          <Actor event={event} /> <ClockTime at={event.at} />
        </span>
      </div>
    </MarginRow>
  )
}

const Actor = ({ event }: { event: Envelope }) => <span title={`${event.actor.type} ${event.actor.id}`}>{event.actor.type}</span>

/** What distinguishes this event from others of its type, in a few words. */
function Detail({ event }: { event: Envelope }) {
  if (event.erased === true) return <span className="text-muted">{t.erased}</span>
  const parts: string[] = []
  if (typeof event.config_version === 'number') parts.push(t.version(event.config_version))
  if (typeof event.restored_from === 'number') parts.push(t.restoredFrom(event.restored_from))
  if (typeof event.name === 'string') parts.push(event.name)
  if (typeof event.service === 'string') parts.push(event.service)
  if (typeof event.code === 'string') parts.push(event.code)
  if (typeof event.reason === 'string') parts.push(event.reason)
  const isolation = event.isolation as { tier?: string } | undefined
  if (isolation?.tier) parts.push(isolation.tier)
  return (
    <span className="break-words text-muted">
      <SafeText text={parts.join(' · ')} />
    </span>
  )
}
