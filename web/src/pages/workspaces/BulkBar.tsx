import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Play, RotateCcw, Square, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { useMay } from '@/api/query'
import { api, path } from '@/api/request'
import type { Workspace } from '@/api/types'
import { common } from '@/strings/common'
import { workspaces as t } from '@/strings/workspaces'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { toast } from '@/ui/Toast'

type Verb = 'start' | 'stop' | 'delete' | 'undelete'

const calls: Record<Verb, (id: string) => Promise<unknown>> = {
  start: id => api.post(path`/workspaces/${id}/start`),
  stop: id => api.post(path`/workspaces/${id}/stop`),
  delete: id => api.delete(path`/workspaces/${id}`),
  undelete: id => api.post(path`/workspaces/${id}/undelete`),
}

/** One verb for each of the chosen; what failed is said, the rest is done. */
async function forEach(verb: Verb, all: readonly Workspace[]): Promise<void> {
  const results = await Promise.allSettled(all.map(it => calls[verb](it.id)))
  const failed = results.filter(it => it.status === 'rejected')
  if (failed.length > 0) toast(t.someFailed(failed.length, asProblem(failed[0]!.reason).title), { kind: 'failed' })
}

/** What can be done with all chosen Workspaces at once. */
export function BulkBar({ chosen, onDone }: { chosen: readonly Workspace[]; onDone: () => void }) {
  const [asking, setAsking] = useState(false)
  const mayRun = useMay('workspaces:run')
  const mayWrite = useMay('workspaces:write')
  const client = useQueryClient()
  const run = useMutation({
    mutationFn: (verb: Verb) => forEach(verb, chosen),
    onSettled: () => client.invalidateQueries({ queryKey: ['workspaces'] }),
  })
  const deleted = chosen.every(it => it.status === 'deleted')
  const act = (verb: Verb) => run.mutate(verb, { onSuccess: onDone })
  return (
    <div role="toolbar" aria-label={t.selected(chosen.length)} className="flex flex-wrap items-center gap-2 rounded-card border border-line bg-sunken px-3 py-1.5 text-sm">
      <span className="nums mr-2 font-medium">{t.selected(chosen.length)}</span>
      {deleted ? (
        mayWrite && (
          <Button size="compact" icon={RotateCcw} busy={run.isPending} onClick={() => act('undelete')}>
            {t.restore}
          </Button>
        )
      ) : (
        <>
          {mayRun && (
            <>
              <Button size="compact" icon={Play} busy={run.isPending} onClick={() => act('start')}>
                {t.start}
              </Button>
              <Button size="compact" icon={Square} busy={run.isPending} onClick={() => act('stop')}>
                {t.stop}
              </Button>
            </>
          )}
          {mayWrite && (
            <Button size="compact" icon={Trash2} kind="danger" busy={run.isPending} onClick={() => setAsking(true)}>
              {t.delete}
            </Button>
          )}
        </>
      )}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t.deleteTitle(chosen.length, chosen[0]?.name ?? '')}
        description={t.deleteText}
        actions={
          <>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {common.cancel}
            </Button>
            <Button
              kind="danger"
              busy={run.isPending}
              onClick={() => {
                const gone = [...chosen]
                run.mutate('delete', {
                  onSuccess: () => {
                    setAsking(false)
                    onDone()
                    toast(t.deleted(gone.length), {
                      action: { label: common.undo, run: () => void forEach('undelete', gone).then(() => client.invalidateQueries({ queryKey: ['workspaces'] })) },
                    })
                  },
                })
              }}
            >
              {t.delete}
            </Button>
          </>
        }
      />
    </div>
  )
}
