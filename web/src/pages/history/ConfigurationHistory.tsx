import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '@/api/query'
import { api, path } from '@/api/request'
import type { Page, Workspace } from '@/api/types'
import { history as t } from '@/strings/history'
import { common } from '@/strings/common'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { cx } from '@/ui/cx'
import { Dialog } from '@/ui/Dialog'
import { SafeText } from '@/ui/SafeText'
import { Loaded, ProblemView } from '@/ui/states'
import { toast } from '@/ui/Toast'
import { RelTime } from '@/ui/values'
import { type Change, ChangeTable } from './ChangeTable'

type Version = { version: number; at: string; actor: { type: string; id: string }; reason: string | null; restored_from: number | null; changes: Change[] }
type Difference = { from: number; to: number; changes: Change[] }

type Props = { workspace: Workspace; from: string | undefined; to: string | undefined; onCompare: (from: number, to: number) => void }

const number = (text: string | undefined) => (text !== undefined && /^[0-9]{1,9}$/.test(text) ? Number(text) : undefined)

/** Every version of the configuration: who, why, what changed; any two side by side; one restored as a new one. */
export function ConfigurationHistory({ workspace, from, to, onCompare }: Props) {
  const newest = workspace.config_version
  const versions = useInfiniteQuery({
    queryKey: ['config-versions', workspace.id, newest],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => api.get<Page<Version>>(path`/workspaces/${workspace.id}/config/versions`, { limit: 50, cursor: pageParam }),
    getNextPageParam: last => last.next_cursor ?? undefined,
    placeholderData: before => before,
  })
  const right = number(to) ?? newest
  const left = number(from) ?? Math.max(1, right - 1)
  const may = useMay('workspaces:write') && workspace.status !== 'deleted' && workspace.status !== 'erased'
  const [restoring, setRestoring] = useState<number>()
  return (
    <div className="well min-h-0 flex-1 overflow-y-auto p-3">
      <Compared workspaceId={workspace.id} from={left} to={right} />
      <h2 className="pt-4 pb-1 text-xs font-medium text-muted">{t.versions}</h2>
      <Loaded from={versions}>
        {data => (
          <ol aria-label={t.versions} className="flex flex-col">
            {data.pages
              .flatMap(it => it.data)
              .map(it => (
                <li key={it.version} className={cx('flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b border-line py-2', it.version === right && 'mark-live pl-2')}>
                  <span className="nums w-9 shrink-0 font-mono text-2xs font-medium text-subtle">{t.version(it.version)}</span>
                  <div className="min-w-40 flex-1">
                    <p className="text-sm">
                      <Summary version={it} /> {it.version === newest && <Chip tone="accent">{t.current}</Chip>}
                    </p>
                    <p className="text-xs text-muted">
                      <span title={it.actor.id}>{it.actor.type}</span> · <RelTime at={it.at} />
                      {it.reason && (
                        <>
                          {' · '}
                          <SafeText text={it.reason} />
                        </>
                      )}
                    </p>
                  </div>
                  <div className="flex gap-1">
                    {it.version > 1 && (
                      <Button size="compact" kind="quiet" aria-label={`${t.compare} ${t.version(it.version - 1)} – ${t.version(it.version)}`} onClick={() => onCompare(it.version - 1, it.version)}>
                        {t.compare}
                      </Button>
                    )}
                    {may && it.version !== newest && (
                      <Button size="compact" kind="quiet" icon={RotateCcw} onClick={() => setRestoring(it.version)}>
                        {t.restore(it.version)}
                      </Button>
                    )}
                  </div>
                </li>
              ))}
          </ol>
        )}
      </Loaded>
      {versions.hasNextPage && (
        <Button size="compact" className="mt-2" busy={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
          {t.older}
        </Button>
      )}
      {restoring !== undefined && <Restore workspace={workspace} version={restoring} onDone={() => setRestoring(undefined)} />}
    </div>
  )
}

function Summary({ version }: { version: Version }) {
  if (version.restored_from !== null) return <>{t.restoredFrom(version.restored_from)}</>
  if (version.version === 1) return <>{t.first}</>
  const shown = version.changes.slice(0, 3).map(it => it.path)
  return (
    <span className="font-mono text-code break-all">
      {shown.join(', ')}
      {version.changes.length > 3 && ` +${version.changes.length - 3}`}
    </span>
  )
}

function useDifference(workspaceId: string, from: number, to: number) {
  return useQuery({
    queryKey: ['config-diff', workspaceId, from, to],
    queryFn: () => api.get<Difference>(path`/workspaces/${workspaceId}/config/diff`, { from, to }),
    staleTime: Infinity,
  })
}

function Compared({ workspaceId, from, to }: { workspaceId: string; from: number; to: number }) {
  const difference = useDifference(workspaceId, from, to)
  if (from === to) return null
  return (
    <section aria-label={t.difference(from, to)} className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold">{t.difference(from, to)}</h2>
      <Loaded from={difference}>{it => (it.changes.length === 0 ? <p className="text-sm text-muted">{t.same}</p> : <ChangeTable changes={it.changes} from={from} to={to} />)}</Loaded>
    </section>
  )
}

function Restore({ workspace, version, onDone }: { workspace: Workspace; version: number; onDone: () => void }) {
  const client = useQueryClient()
  const difference = useDifference(workspace.id, workspace.config_version, version)
  const restore = useMutation({
    mutationFn: () =>
      api.post<{ config_version: number }>(path`/workspaces/${workspace.id}/config/restore`, { version }, { ifMatch: `"${workspace.config_version}"` }),
    onSuccess: it => {
      toast(t.restored(it.config_version))
      void client.invalidateQueries({ queryKey: ['workspace'] })
      onDone()
    },
  })
  const equal = difference.data?.changes.length === 0
  return (
    <Dialog
      open
      onOpenChange={open => !open && onDone()}
      width="wide"
      title={t.restoreTitle(version)}
      description={t.restoreText(workspace.config_version + 1, version)}
      actions={
        <>
          <Button onClick={onDone}>{common.cancel}</Button>
          <Button kind="primary" busy={restore.isPending} disabled={equal} why={t.nothingToRestore} onClick={() => restore.mutate()}>
            {t.restoreNow}
          </Button>
        </>
      }
    >
      {restore.error && <ProblemView error={restore.error} compact />}
      <Loaded from={difference}>{it => (it.changes.length === 0 ? <p className="text-sm text-muted">{t.nothingToRestore}</p> : <ChangeTable changes={it.changes} from={workspace.config_version} to={version} />)}</Loaded>
    </Dialog>
  )
}
