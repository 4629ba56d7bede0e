import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { EllipsisVertical, Play, RotateCcw, Square, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { useMay } from '@/api/query'
import { api, path } from '@/api/request'
import type { Workspace } from '@/api/types'
import { common } from '@/strings/common'
import { workspace as t } from '@/strings/workspace'
import { Button, IconButton } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { CurlItems } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import { Lamp } from '@/ui/Lamp'
import { Menu, MenuItem, MenuLine } from '@/ui/Menu'
import { Popover } from '@/ui/Popover'
import { SafeText } from '@/ui/SafeText'
import { workspaceStatus } from '@/ui/status'
import { toast } from '@/ui/Toast'
import { RelTime } from '@/ui/values'

type Verb = 'start' | 'stop' | 'restart' | 'undelete'

export function useLifecycle(workspace: Workspace) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (verb: Verb) => api.post<Workspace>(path`/workspaces/${workspace.id}/${verb}`),
    onError: error => toast(asProblem(error).message, { kind: 'failed' }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['workspace'] })
      void client.invalidateQueries({ queryKey: ['workspaces'] })
    },
  })
}

/** What a Workspace is and does, in the top line: lamp and word (with the why), chips, start or stop, the rest. */
export function WorkspaceHeader({ workspace, busy }: { workspace: Workspace; busy: { running: number; waiting: number } }) {
  const [deleting, setDeleting] = useState(false)
  const mayRun = useMay('workspaces:run')
  const mayWrite = useMay('workspaces:write')
  const client = useQueryClient()
  const navigate = useNavigate()
  const act = useLifecycle(workspace)
  const remove = useMutation({
    mutationFn: () => api.delete(path`/workspaces/${workspace.id}`),
    onSuccess: () => {
      toast(t.deleted, { action: { label: common.undo, run: () => act.mutate('undelete') } })
      void client.invalidateQueries({ queryKey: ['workspaces'] })
      void navigate({ to: '/workspaces' })
    },
    onError: error => toast(asProblem(error).message, { kind: 'failed' }),
  })
  const up = ['running', 'starting', 'stopping'].includes(workspace.status)
  const gone = workspace.status === 'deleted' || workspace.status === 'erased'
  return (
    <>
      <Facts workspace={workspace} busy={busy} />
      <span className="hidden items-center gap-1.5 lg:flex">
        {workspace.engine && <Chip mono>{workspace.engine}</Chip>}
        {workspace.isolation && (
          <Chip mono title={workspace.isolation.enforced.join(', ')} tone={workspace.isolation.not_enforced.length > 0 ? 'warn' : 'neutral'}>
            {workspace.isolation.tier}
          </Chip>
        )}
        <Chip mono>{t.version(workspace.config_version)}</Chip>
      </span>
      {mayRun && !gone && (
        <Button
          size="compact"
          className="max-md:hidden"
          icon={up ? Square : Play}
          busy={act.isPending || workspace.status === 'stopping'}
          onClick={() => act.mutate(up ? 'stop' : 'start')}
        >
          {up ? t.stop : workspace.status === 'failed' ? t.startAgain : t.start}
        </Button>
      )}
      <Menu trigger={<IconButton icon={EllipsisVertical} label={common.more} size="compact" />}>
        {mayRun && !gone && (
          <MenuItem icon={up ? Square : Play} onSelect={() => act.mutate(up ? 'stop' : 'start')}>
            {up ? t.stop : t.start}
          </MenuItem>
        )}
        {mayRun && workspace.status === 'running' && (
          <MenuItem icon={RotateCcw} onSelect={() => act.mutate('restart')}>
            {t.restart}
          </MenuItem>
        )}
        {mayWrite && gone && workspace.status === 'deleted' && (
          <MenuItem icon={RotateCcw} onSelect={() => act.mutate('undelete')}>
            {t.restore}
          </MenuItem>
        )}
        {mayWrite && !gone && (
          <MenuItem icon={Trash2} danger onSelect={() => setDeleting(true)}>
            {t.delete}
          </MenuItem>
        )}
        <MenuLine />
        <CurlItems request={{ method: 'GET', path: path`/workspaces/${workspace.slug ?? workspace.id}` }} />
      </Menu>
      <Dialog
        open={deleting}
        onOpenChange={setDeleting}
        title={t.deleteTitle(workspace.name ?? workspace.id)}
        description={t.deleteText}
        actions={
          <>
            <Button kind="quiet" onClick={() => setDeleting(false)}>
              {common.cancel}
            </Button>
            <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              {t.deleteNow}
            </Button>
          </>
        }
      />
    </>
  )
}

/** Lamp and word; opens to everything that explains them. */
function Facts({ workspace, busy }: { workspace: Workspace; busy: { running: number; waiting: number } }) {
  const status = workspaceStatus(workspace, busy)
  const rows: [string, React.ReactNode][] = [
    [t.status, status.word],
    [t.reason, workspace.status_reason && <SafeText text={workspace.status_reason} />],
    [t.since, <RelTime key="s" at={workspace.updated_at} />],
    [t.engine, workspace.engine],
    [t.isolation, workspace.isolation?.tier],
    [t.enforced, workspace.isolation?.enforced.join(', ')],
    [t.notEnforced, workspace.isolation?.not_enforced.join(', ')],
    [t.config, t.version(workspace.config_version)],
    [t.created, <RelTime key="c" at={workspace.created_at} />],
  ]
  return (
    <Popover
      label={t.facts}
      align="end"
      trigger={
        <button type="button" data-workspace-status={workspace.status} className="inline-flex h-7 items-center gap-1.5 rounded-control px-2 text-xs font-medium whitespace-nowrap hover:bg-hover">
          <Lamp state={status.lamp} />
          <span className="max-md:sr-only">{status.word}</span>
        </button>
      }
    >
      <dl className="grid max-w-90 grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {rows.map(([name, value]) =>
          value ? (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </Popover>
  )
}
