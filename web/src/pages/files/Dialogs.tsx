import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { api, type ApiRequest, send } from '@/api/request'
import { files as t } from '@/strings/files'
import { Button } from '@/ui/Button'
import { CurlMenu } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import { Field, TextInput } from '@/ui/Field'
import { ProblemView } from '@/ui/states'
import { type Entry, filesOf, join, nameOf } from './types'

export type Asked =
  | { kind: 'file' | 'folder'; folder: string }
  | { kind: 'rename'; entry: Entry }
  | { kind: 'remove'; entry: Entry }
  | { kind: 'discard'; path: string }
  | undefined

type Props = { workspaceId: string; asked: Asked; close: () => void; onFile: (path: string) => void; onRenamed: (from: string, to: string) => void; onDiscard: (path: string) => void; onRemoved: (path: string) => void; onChanged: () => void }

/** What is asked before files are made, renamed or deleted. */
export function FileDialogs({ asked, ...rest }: Props) {
  if (asked?.kind === 'remove') return <Remove key={asked.entry.path} entry={asked.entry} {...rest} />
  if (asked?.kind === 'discard') return <Discard path={asked.path} {...rest} />
  if (asked?.kind === 'rename') return <Rename key={asked.entry.path} entry={asked.entry} {...rest} />
  if (asked) return <Make key={asked.kind + asked.folder} kind={asked.kind} folder={asked.folder} {...rest} />
  return null
}

function Make({ workspaceId, kind, folder, close, onFile, onChanged }: Omit<Props, 'asked'> & { kind: 'file' | 'folder'; folder: string }) {
  const [path, setPath] = useState(folder === '' ? '' : join(folder, ''))
  const make = useMutation({
    mutationFn: async () => (kind === 'folder' ? void (await api.post(`${filesOf(workspaceId)}/mkdir`, { path })) : undefined),
    onSuccess: () => {
      close()
      onChanged()
      if (kind === 'file') onFile(path)
    },
  })
  return (
    <PathDialog
      title={kind === 'file' ? t.newFile : t.newFolder}
      confirm={t.create}
      path={path}
      setPath={setPath}
      pointer="/path"
      error={make.error}
      busy={make.isPending}
      onConfirm={() => make.mutate()}
      close={close}
    />
  )
}

function Rename({ workspaceId, entry, close, onRenamed, onChanged }: Omit<Props, 'asked'> & { entry: Entry }) {
  const [path, setPath] = useState(entry.path)
  const request: ApiRequest = { method: 'POST', path: `${filesOf(workspaceId)}/move`, body: { from: entry.path, to: path } }
  const move = useMutation({
    mutationFn: () => send(request),
    onSuccess: () => {
      close()
      onChanged()
      onRenamed(entry.path, path)
    },
  })
  return (
    <PathDialog
      title={t.rename}
      confirm={t.rename}
      path={path}
      setPath={setPath}
      pointer="/to"
      error={move.error}
      busy={move.isPending}
      request={request}
      onConfirm={() => (path === entry.path ? close() : move.mutate())}
      close={close}
    />
  )
}

type PathProps = {
  title: string
  confirm: string
  path: string
  setPath: (path: string) => void
  pointer: string
  error: unknown
  busy: boolean
  request?: ApiRequest
  onConfirm: () => void
  close: () => void
}

function PathDialog({ title, confirm, path, setPath, pointer, error, busy, request, onConfirm, close }: PathProps) {
  const problem = error ? asProblem(error) : null
  const ready = path !== '' && !path.endsWith('/')
  return (
    <Dialog
      open
      onOpenChange={close}
      title={title}
      actions={
        <>
          {request && <CurlMenu request={request} />}
          <Button kind="primary" disabled={!ready} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={event => {
          event.preventDefault()
          if (ready && !busy) onConfirm()
        }}
      >
        <Field label={t.path} hint={t.pathHint} pointer={pointer} problem={problem} error={problem?.code === 'conflict' ? t.taken : undefined}>
          <TextInput mono autoFocus value={path} onChange={event => setPath(event.target.value)} />
        </Field>
        {problem && problem.at(pointer) === undefined && problem.code !== 'conflict' && <ProblemView error={problem} compact />}
      </form>
    </Dialog>
  )
}

function Remove({ workspaceId, entry, close, onRemoved, onChanged }: Omit<Props, 'asked'> & { entry: Entry }) {
  const folder = entry.type === 'folder'
  const request: ApiRequest = { method: 'DELETE', path: `${filesOf(workspaceId)}/content`, query: { path: entry.path, recursive: folder || undefined } }
  const remove = useMutation({
    // What is open and clean closes first: it is not deleted under anybody.
    mutationFn: () => {
      onRemoved(entry.path)
      return send(request)
    },
    onSuccess: () => {
      close()
      onChanged()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={close}
      title={t.removeTitle(nameOf(entry.path))}
      description={folder ? t.removeFolder : t.removeFile}
      actions={
        <>
          <CurlMenu request={request} />
          <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t.remove}
          </Button>
        </>
      }
    >
      {remove.error && <ProblemView error={remove.error} compact />}
    </Dialog>
  )
}

function Discard({ path, close, onDiscard }: Omit<Props, 'asked'> & { path: string }) {
  return (
    <Dialog
      open
      onOpenChange={close}
      title={t.discardTitle(nameOf(path))}
      description={t.discardHint}
      actions={
        <Button
          kind="danger"
          onClick={() => {
            close()
            onDiscard(path)
          }}
        >
          {t.discard}
        </Button>
      }
    />
  )
}
