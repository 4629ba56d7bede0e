import { X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { common } from '@/strings/common'
import { Button, IconButton } from './Button'
import { cx } from './cx'

type Toast = { id: number; text: string; kind: 'done' | 'failed'; action?: { label: string; run: () => void } }

let toasts: readonly Toast[] = []
let next = 1
const watchers = new Set<() => void>()

function set(now: readonly Toast[]): void {
  toasts = now
  watchers.forEach(it => it())
}

/** Says what happened, ten seconds long; with an action where there is a way back. */
export function toast(text: string, options: { kind?: Toast['kind']; action?: Toast['action'] } = {}): void {
  const id = next++
  set([...toasts.slice(-2), { id, text, kind: options.kind ?? 'done', action: options.action }])
  setTimeout(() => dismiss(id), 10_000)
}

const dismiss = (id: number) => set(toasts.filter(it => it.id !== id))

export function Toasts() {
  const shown = useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => toasts,
  )
  return (
    <div aria-live="polite" role="status" className="pointer-events-none fixed right-4 bottom-4 z-50 flex max-w-[calc(100vw-32px)] flex-col gap-2">
      {shown.map(it => (
        <div
          key={it.id}
          className={cx(
            'pointer-events-auto flex animate-layer items-center gap-3 rounded-card border bg-surface py-1.5 pr-1.5 pl-3 text-sm shadow-layer',
            it.kind === 'failed' ? 'border-bad' : 'border-line',
          )}
        >
          <span className="min-w-0 flex-1">{it.text}</span>
          {it.action && (
            <Button
              size="compact"
              onClick={() => {
                dismiss(it.id)
                it.action?.run()
              }}
            >
              {it.action.label}
            </Button>
          )}
          <IconButton icon={X} label={common.close} size="compact" onClick={() => dismiss(it.id)} />
        </div>
      ))}
    </div>
  )
}
