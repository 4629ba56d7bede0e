import { X } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { asProblem } from '@/api/problem'
import { sendFile, type Sending } from '@/api/upload'
import { files as t } from '@/strings/files'
import { Button, IconButton } from '@/ui/Button'
import { SafeText } from '@/ui/SafeText'
import { bytes } from '@/ui/values'
import { join } from './types'

export type Upload = { id: number; path: string; file: File; sent: number; state: 'waiting' | 'sending' | 'stored' | 'exists' | 'failed' | 'cancelled'; detail?: string }

const atOnce = 2

/** Uploads, a few at a time; the rest waits its turn. */
export function useUploads(workspaceId: string) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const all = useRef<readonly Upload[]>([])
  const running = useRef(new Map<number, Sending>())
  const next = useRef(1)

  const set = useCallback((id: number, change: Partial<Upload>) => {
    all.current = all.current.map(it => (it.id === id ? { ...it, ...change } : it))
    setUploads(all.current)
  }, [])

  const pump = useCallback(
    (replace?: number) => {
      for (const it of all.current) {
        if (running.current.size >= atOnce) return
        if (it.state !== 'waiting') continue
        const sending = sendFile(workspaceId, it.path, it.file, it.id === replace || it.detail === 'replace', sent => set(it.id, { sent }))
        running.current.set(it.id, sending)
        set(it.id, { state: 'sending', sent: 0, detail: undefined })
        sending.promise
          .then(() => set(it.id, { state: 'stored', sent: it.file.size }))
          .catch((error: unknown) => {
            if (error instanceof DOMException) return set(it.id, { state: 'cancelled' })
            const problem = asProblem(error)
            set(it.id, problem.status === 412 ? { state: 'exists' } : { state: 'failed', detail: problem.detail || problem.title })
          })
          .finally(() => {
            running.current.delete(it.id)
            pump()
          })
      }
    },
    [set, workspaceId],
  )

  const add = useCallback(
    (folder: string, files: readonly { path: string; file: File }[]) => {
      all.current = [...all.current, ...files.map(it => ({ id: next.current++, path: join(folder, it.path), file: it.file, sent: 0, state: 'waiting' as const }))]
      setUploads(all.current)
      pump()
    },
    [pump],
  )
  const cancel = useCallback(
    (id: number) => {
      const sending = running.current.get(id)
      if (sending) sending.cancel()
      else set(id, { state: 'cancelled' })
    },
    [set],
  )
  const replace = useCallback(
    (id: number) => {
      set(id, { state: 'waiting', detail: 'replace' })
      pump(id)
    },
    [pump, set],
  )
  const clear = useCallback(() => {
    all.current = all.current.filter(it => it.state === 'sending' || it.state === 'waiting')
    setUploads(all.current)
  }, [])
  return { uploads, add, cancel, replace, clear }
}

/** How far each of them is. */
export function UploadList({ uploads, cancel, replace, clear }: Omit<ReturnType<typeof useUploads>, 'add'>) {
  if (uploads.length === 0) return null
  const busy = uploads.some(it => it.state === 'sending' || it.state === 'waiting')
  return (
    <section aria-label={t.uploads} className="flex max-h-48 flex-col border-t border-line bg-sunken">
      <div className="flex items-center gap-2 px-2 py-1 text-xs">
        <span className="mr-auto font-medium" aria-live="polite">
          {t.uploads} {uploads.filter(it => it.state === 'stored').length}/{uploads.length}
        </span>
        {!busy && (
          <Button size="compact" kind="quiet" onClick={clear}>
            {t.clear}
          </Button>
        )}
      </div>
      <ul className="min-h-0 overflow-y-auto px-2 pb-1">
        {uploads.map(it => (
          <li key={it.id} className="flex min-h-7 items-center gap-2 text-xs">
            <span className="min-w-0 flex-1 truncate" title={it.path}>
              <SafeText text={it.path} />
            </span>
            <UploadState upload={it} />
            {it.state === 'exists' && (
              <Button size="compact" onClick={() => replace(it.id)}>
                {t.replace}
              </Button>
            )}
            {(it.state === 'sending' || it.state === 'waiting') && <IconButton icon={X} label={`${t.cancel} ${it.path}`} size="compact" onClick={() => cancel(it.id)} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function UploadState({ upload }: { upload: Upload }) {
  if (upload.state === 'sending') {
    return (
      <>
        <progress aria-label={upload.path} value={upload.sent} max={Math.max(1, upload.file.size)} className="h-1.5 w-16 accent-accent" />
        <span className="nums w-9 text-right text-muted" title={`${bytes(upload.sent)} / ${bytes(upload.file.size)}`}>
          {Math.floor((100 * upload.sent) / Math.max(1, upload.file.size))}%
        </span>
      </>
    )
  }
  const words = { waiting: t.waiting, stored: t.stored, exists: t.exists, cancelled: t.cancelled, failed: upload.detail ?? '' }
  const ink = { waiting: 'text-muted', stored: 'text-ok', exists: 'text-warn', cancelled: 'text-muted', failed: 'text-bad' }
  return <span className={ink[upload.state]}>{words[upload.state]}</span>
}
