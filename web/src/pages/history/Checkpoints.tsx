import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, path } from '@/api/request'
import type { Page, Workspace } from '@/api/types'
import { history as t } from '@/strings/history'
import { Button } from '@/ui/Button'
import { cx } from '@/ui/cx'
import { EmptyState, Loaded } from '@/ui/states'
import { Bytes, RelTime } from '@/ui/values'
import { CheckpointChanges } from './CheckpointChanges'

export type Checkpoint = { id: string; reason: string; session_id: string | null; turn_id: string | null; files: number; bytes: number; skipped: number; at: string }

type Props = { workspace: Workspace; chosen: string | undefined; against: string | undefined; onShow: (id: string, against: string | undefined) => void }

/** The files as they were at moments of the past: what changed from one to the next, and the way back. */
export function Checkpoints({ workspace, chosen, against, onShow }: Props) {
  const found = useInfiniteQuery({
    queryKey: ['checkpoints', workspace.id],
    queryFn: ({ pageParam }) => api.get<Page<Checkpoint>>(path`/workspaces/${workspace.id}/checkpoints`, { cursor: pageParam, limit: 100 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: it => it.next_cursor ?? undefined,
    staleTime: 0,
  })
  return (
    <div className="well min-h-0 flex-1 overflow-y-auto p-3" tabIndex={0} role="group" aria-label={t.files}>
      <Loaded from={found}>
        {({ pages }) => {
          const all = pages.flatMap(it => it.data)
          const at = all.findIndex(it => it.id === chosen)
          if (all.length === 0) return <EmptyState text={t.noCheckpoints} curl={{ method: 'GET', path: path`/workspaces/${workspace.id}/checkpoints` }} />
          return (
            <div className="flex max-w-220 flex-col gap-4">
              <p className="text-sm text-muted">{t.checkpointsLead}</p>
              {at >= 0 && <CheckpointChanges key={chosen} workspace={workspace} checkpoint={all[at]!} before={all[at + 1]} withNow={against === 'now' || all[at + 1] === undefined} onAgainst={it => onShow(all[at]!.id, it)} />}
              <ol aria-label={t.checkpoints} className="divide-y divide-line rounded-card border border-line bg-surface">
                {all.map(it => (
                  <Moment key={it.id} checkpoint={it} slug={workspace.slug ?? workspace.id} chosen={it.id === chosen} onShow={() => onShow(it.id, undefined)} />
                ))}
              </ol>
              {found.hasNextPage && (
                <Button className="self-start" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                  {t.olderCheckpoints}
                </Button>
              )}
            </div>
          )
        }}
      </Loaded>
    </div>
  )
}

function Moment({ checkpoint, slug, chosen, onShow }: { checkpoint: Checkpoint; slug: string; chosen: boolean; onShow: () => void }) {
  return (
    <li className={cx('flex flex-wrap items-center gap-x-3 gap-y-1 border-l-2 px-3 py-2 text-sm', chosen ? 'border-l-accent bg-accent-soft' : 'border-l-transparent')}>
      <button type="button" aria-pressed={chosen} onClick={onShow} className="min-w-40 flex-1 text-left font-medium hover:underline">
        {t.moments[checkpoint.reason] ?? checkpoint.reason}
      </button>
      <span className="flex w-full items-center gap-3 text-xs text-muted md:w-auto">
        {checkpoint.session_id && (
          <Link to="/w/$slug/s/$ses" params={{ slug, ses: checkpoint.session_id }} className="text-accent hover:underline">
            {t.session}
          </Link>
        )}
        <span className="nums">{t.fileCount(checkpoint.files)}</span>
        <Bytes count={checkpoint.bytes} />
        <span className="ml-auto">
          <RelTime at={checkpoint.at} />
        </span>
      </span>
    </li>
  )
}
