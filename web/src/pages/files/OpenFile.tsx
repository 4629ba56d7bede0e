import { Save } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Workspace } from '@/api/types'
import { useKeys } from '@/app/keys'
import { files as t } from '@/strings/files'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { diffTexts, withContext } from '@/ui/diff'
import { DiffLines } from '@/ui/DiffLines'
import { ProblemView, Skeleton } from '@/ui/states'
import { toast } from '@/ui/Toast'
import { RelTime } from '@/ui/values'
import { type Buffer, isDirty, type Theirs } from './buffer'
import { Binary, Parts, Picture, Special } from './Content'
import { type Open, tooLarge, type useBuffers } from './useBuffers'
import { WriterName, WrittenBy } from './Writer'

const Editor = lazy(() => import('./Editor'))

type Props = {
  workspace: Workspace
  path: string
  open: Open
  buffers: ReturnType<typeof useBuffers>
  mayWrite: boolean
  lines: { from: number; to: number } | undefined
  onGo: (path: string) => void
}

/** One open file, as what it is. */
export function OpenFile({ workspace, path, open, buffers, mayWrite, lines, onGo }: Props) {
  switch (open.kind) {
    case 'loading':
      return (
        <div className="p-4">
          <Skeleton />
        </div>
      )
    case 'failed':
      return (
        <div className="p-4">
          <ProblemView
            error={open.problem}
            onRetry={() => {
              buffers.close(path)
              void buffers.load(path)
            }}
          />
        </div>
      )
    case 'special':
      return <Special workspaceId={workspace.id} entry={open.entry} />
    case 'parts':
      return <Parts workspaceId={workspace.id} entry={open.entry} />
    case 'binary':
      return <Binary workspaceId={workspace.id} entry={open.entry} bytes={open.bytes} />
    case 'image':
      return <Picture entry={open.entry} bytes={open.bytes} />
    case 'text':
      return <Text workspace={workspace} path={path} open={open} buffers={buffers} mayWrite={mayWrite} lines={lines} onGo={onGo} />
  }
}

function Text({ workspace, path, open, buffers, mayWrite, lines, onGo }: Props & { open: Extract<Open, { kind: 'text' }> }) {
  const { buffer } = open
  const large = tooLarge(buffer)
  const readOnly = !mayWrite || large
  const dirty = isDirty(buffer)
  const save = async () => {
    if (dirty && !readOnly && !buffer.theirs) await buffers.save(path)
  }
  useKeys({ 'mod+s': () => void save() }, { 'mod+s': t.keys.save })
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {buffer.theirs && <Conflict workspace={workspace} path={path} buffer={buffer} theirs={buffer.theirs} buffers={buffers} saving={open.saving} onGo={onGo} />}
      {buffer.deleted && (
        <Bar>
          <span className="mr-auto">{t.deleted}</span>
          {mayWrite && (
            <Button size="compact" busy={open.saving} onClick={() => void buffers.save(path)}>
              {t.saveAgain}
            </Button>
          )}
        </Bar>
      )}
      {open.problem && (
        <div className="border-b border-line p-2">
          <ProblemView error={open.problem} compact />
        </div>
      )}
      <Suspense
        fallback={
          <div className="p-4">
            <Skeleton />
          </div>
        }
      >
        <Editor key={path} path={path} text={buffer.text} readOnly={readOnly} label={t.editor(path)} lines={lines} onEdit={text => buffers.act(path, { type: 'edited', text })} onSave={() => void save()} />
      </Suspense>
      <div className="flex min-h-9 items-center gap-2 border-t border-line px-2 py-1">
        <span className="min-w-0 flex-1 truncate text-xs text-muted" aria-live="polite">
          {large ? t.readOnlyLarge(buffer.saved.length) : open.draft ? t.draft : buffer.etag === null && !buffer.deleted ? t.isNew : open.entry ? <WrittenBy writer={open.entry.last_writer} at={open.entry.modified_at} slug={workspace.slug ?? workspace.id} /> : null}
          {readOnly && !large && ` · ${t.readOnly}`}
        </span>
        {!readOnly && (
          <Button kind={dirty ? 'primary' : 'plain'} size="compact" icon={Save} disabled={!dirty || buffer.theirs !== null} busy={open.saving} onClick={() => void save()}>
            {t.save}
          </Button>
        )}
      </div>
    </div>
  )
}

const Bar = ({ children }: { children: React.ReactNode }) => (
  <div role="alert" className="flex flex-wrap items-center gap-2 border-b border-warn bg-warn-soft px-3 py-1.5 text-sm text-warn">
    {children}
  </div>
)

type ConflictProps = { workspace: Workspace; path: string; buffer: Buffer; theirs: Theirs; buffers: ReturnType<typeof useBuffers>; saving: boolean; onGo: (path: string) => void }

/** Both texts are here; a person chooses, and neither choice drops the other. */
function Conflict({ workspace, path, buffer, theirs, buffers, saving, onGo }: ConflictProps) {
  const [shown, setShown] = useState<'difference' | 'keep'>()
  const take = async () => {
    const name = await buffers.takeTheirs(path)
    if (name) toast(t.mineKept(name), { action: { label: t.showDifference, run: () => onGo(name) } })
  }
  return (
    <Bar>
      <span className="mr-auto">
        {t.changedBy} <WriterName writer={theirs.by} slug={workspace.slug ?? workspace.id} /> {theirs.at && <RelTime at={theirs.at} />}
      </span>
      <Button size="compact" onClick={() => setShown('difference')}>{t.showDifference}</Button>
      <Button size="compact" onClick={() => setShown('keep')}>{t.keepMine}</Button>
      <Button size="compact" onClick={() => void take()}>{t.takeTheirs}</Button>
      <Dialog
        open={shown !== undefined}
        onOpenChange={() => setShown(undefined)}
        title={shown === 'keep' ? t.keepMine : t.difference}
        description={shown === 'keep' ? `${t.keepMineHint} ${t.differenceHint}` : t.differenceHint}
        width="wide"
        actions={
          shown === 'keep' && (
            <Button
              kind="primary"
              busy={saving}
              onClick={async () => {
                if (await buffers.save(path, theirs.etag)) setShown(undefined)
              }}
            >
              {t.keepMine}
            </Button>
          )
        }
      >
        {shown && <DiffLines lines={withContext(diffTexts(theirs.text, buffer.text))} label={t.difference} />}
      </Dialog>
    </Bar>
  )
}
