import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '@/api/query'
import { api, path, raw } from '@/api/request'
import type { Workspace } from '@/api/types'
import { common } from '@/strings/common'
import { history as t } from '@/strings/history'
import { Button } from '@/ui/Button'
import { CurlMenu } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import { DiffLines } from '@/ui/DiffLines'
import { Select } from '@/ui/Field'
import { SafeText } from '@/ui/SafeText'
import { Loaded, ProblemView } from '@/ui/states'
import { toast } from '@/ui/Toast'
import type { Checkpoint } from './Checkpoints'
import { filesOfPatch } from './patch'

type Restored = { undo_id: string; restored: string[]; conflicts: string[] }
type Props = { workspace: Workspace; checkpoint: Checkpoint; before: Checkpoint | undefined; withNow: boolean; onAgainst: (against: 'now' | undefined) => void }

/** What changed up to this moment, or since; and the way back to it. */
export function CheckpointChanges({ workspace, checkpoint, before, withNow, onAgainst }: Props) {
  const [asking, setAsking] = useState(false)
  const may = useMay('files:write')
  const [from, to] = withNow ? [checkpoint.id, undefined] : [before!.id, checkpoint.id]
  const request = { method: 'GET', path: path`/workspaces/${workspace.id}/checkpoints/${from}/diff`, query: { to, format: 'patch' } } as const
  const changes = useQuery({
    queryKey: ['checkpoint-diff', workspace.id, from, to ?? 'now'],
    queryFn: async () => filesOfPatch(await (await raw({ ...request, headers: { Accept: '*/*' } })).text()),
    staleTime: to === undefined ? 0 : Infinity,
  })
  return (
    <section aria-label={t.changes} className="flex flex-col gap-2 rounded-card border border-line bg-surface p-3">
      <div className="flex flex-wrap items-center gap-2">
        <Select aria-label={t.against} className="w-auto!" value={withNow ? 'now' : 'before'} onChange={event => onAgainst(event.target.value === 'now' ? 'now' : undefined)}>
          {before && <option value="before">{t.upToThis}</option>}
          <option value="now">{t.sinceThis}</option>
        </Select>
        <span className="flex-1" />
        {may && (
          <Button size="compact" onClick={() => setAsking(true)}>
            {t.restoreFiles}
          </Button>
        )}
        <CurlMenu request={request} />
      </div>
      <Loaded from={changes}>
        {files =>
          files.length === 0 ? (
            <p className="text-sm text-muted">{t.nothingChanged}</p>
          ) : (
            <ul className="flex flex-col gap-2">
              {files.map(it => (
                <li key={it.path}>
                  <details open={files.length < 6} className="rounded-control border border-line">
                    <summary className="flex cursor-pointer flex-wrap items-center gap-x-2 px-2 py-1.5 text-sm">
                      <code className="min-w-0 flex-1 text-code break-all">
                        <SafeText text={it.path} />
                      </code>
                      <span className="nums text-xs text-ok">+{it.lines.filter(line => line.kind === 'add').length}</span>
                      <span className="nums text-xs text-bad">−{it.lines.filter(line => line.kind === 'del').length}</span>
                    </summary>
                    {it.binary ? <p className="px-3 py-2 text-sm text-muted">{t.binary}</p> : <DiffLines lines={it.lines} label={it.path} />}
                  </details>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {asking && <Restoring workspace={workspace} checkpoint={checkpoint} onDone={() => setAsking(false)} />}
    </section>
  )
}

function Restoring({ workspace, checkpoint, onDone }: { workspace: Workspace; checkpoint: Checkpoint; onDone: () => void }) {
  const client = useQueryClient()
  const restore = useMutation({
    mutationFn: () => api.post<Restored>(path`/workspaces/${workspace.id}/checkpoints/${checkpoint.id}/restore`, {}),
    onSuccess: it => {
      toast(t.filesRestored(it.restored.length, it.conflicts.length))
      void client.invalidateQueries({ queryKey: ['checkpoints', workspace.id] })
      void client.invalidateQueries({ queryKey: ['checkpoint-diff', workspace.id] })
      onDone()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={open => !open && onDone()}
      title={t.restoreFilesTitle}
      description={t.restoreFilesText}
      actions={
        <>
          <Button onClick={onDone}>{common.cancel}</Button>
          <Button kind="primary" busy={restore.isPending} onClick={() => restore.mutate()}>
            {t.restoreNow}
          </Button>
        </>
      }
    >
      {restore.error && <ProblemView error={restore.error} compact />}
    </Dialog>
  )
}
