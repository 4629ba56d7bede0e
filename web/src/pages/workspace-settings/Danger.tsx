import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, path } from '@/api/request'
import type { Workspace } from '@/api/types'
import { common } from '@/strings/common'
import { settings as t } from '@/strings/workspace-settings'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field, TextInput } from '@/ui/Field'
import { Card } from '@/ui/Page'
import { ProblemView } from '@/ui/states'
import { toast } from '@/ui/Toast'

/** Deleting, which can be undone for 30 days, and erasing, which can't. */
export function Danger({ workspace }: { workspace: Workspace }) {
  const [asking, setAsking] = useState<'delete' | 'erase'>()
  return (
    <>
      <Card className="flex flex-col items-start gap-2">
        <h3 className="text-sm font-semibold">{t.deleteTitle}</h3>
        <p className="text-sm text-muted">{t.deleteText}</p>
        <Button kind="danger" onClick={() => setAsking('delete')}>
          {t.deleteButton}
        </Button>
      </Card>
      <Card className="flex flex-col items-start gap-2">
        <h3 className="text-sm font-semibold">{t.eraseTitle}</h3>
        <p className="text-sm text-muted">{t.eraseText}</p>
        <Button kind="danger" onClick={() => setAsking('erase')}>
          {t.eraseButton}
        </Button>
      </Card>
      {asking && <Ask workspace={workspace} what={asking} onClose={() => setAsking(undefined)} />}
    </>
  )
}

function Ask({ workspace, what, onClose }: { workspace: Workspace; what: 'delete' | 'erase'; onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const name = workspace.name ?? workspace.id
  const slug = workspace.slug ?? workspace.id
  const changed = () => client.invalidateQueries({ queryKey: ['workspaces'] })
  const act = useMutation({
    mutationFn: () => (what === 'delete' ? api.delete(path`/workspaces/${workspace.id}`) : api.post(path`/workspaces/${workspace.id}/erase`)),
    onSuccess: async () => {
      const undo = () => void api.post(path`/workspaces/${workspace.id}/undelete`).then(changed)
      toast(what === 'delete' ? t.deleted : t.erasing, what === 'delete' ? { action: { label: common.undo, run: undo } } : {})
      onClose()
      await changed()
      await navigate({ to: '/workspaces' })
    },
  })
  const ready = what === 'delete' || typed === slug
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={what === 'delete' ? t.deleteAsk(name) : t.eraseAsk(name)}
      description={what === 'delete' ? t.deleteText : t.eraseText}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="danger" busy={act.isPending} disabled={!ready} why={t.eraseType(slug)} onClick={() => act.mutate()}>
            {what === 'delete' ? common.delete : t.eraseNow}
          </Button>
        </>
      }
    >
      {what === 'erase' && (
        <Field label={t.eraseType(slug)}>
          <TextInput mono value={typed} onChange={event => setTyped(event.target.value)} />
        </Field>
      )}
      {act.error && <ProblemView error={act.error} compact />}
    </Dialog>
  )
}
