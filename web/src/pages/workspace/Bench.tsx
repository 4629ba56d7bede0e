import { Maximize2, Minimize2, PanelRightClose } from 'lucide-react'
import { type PointerEvent, Suspense, useRef, useState } from 'react'
import type { Workspace } from '@/api/types'
import { workspace as t } from '@/strings/workspace'
import { IconButton } from '@/ui/Button'
import { intoView } from '@/ui/intoView'
import { cx } from '@/ui/cx'
import { Skeleton } from '@/ui/states'
import { type BenchProps, benchTabs } from './bench'

type Props = {
  workspace: Workspace
  name: string
  sub: string
  full: boolean
  sessionId: string | undefined
  onTab: (name: string) => void
  onSub: BenchProps['onSub']
  /** Whole page ↔ beside the conversation; absent where there is room for one only. */
  onResize?: () => void
  onClose?: () => void
}

/** What lies beside the conversation: one tab at a time, each in a chunk of its own. */
export function Bench({ workspace, name, sub, full, sessionId, onTab, onSub, onResize, onClose }: Props) {
  const tab = benchTabs.find(it => it.name === name) ?? benchTabs[0]!
  const Content = tab.component
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-1 border-b border-line px-2">
        <div role="tablist" aria-label={t.bench} className="flex min-w-0 flex-1 gap-0.5 overflow-x-auto">
          {benchTabs.map((it, i) => (
            <button
              key={it.name}
              ref={it === tab ? intoView : undefined}
              type="button"
              role="tab"
              id={`bench-${it.name}`}
              aria-selected={it === tab}
              aria-controls="bench-panel"
              tabIndex={it === tab ? 0 : -1}
              onClick={() => onTab(it.name)}
              onKeyDown={event => {
                const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
                if (step === undefined) return
                const next = benchTabs[(i + step + benchTabs.length) % benchTabs.length]!
                onTab(next.name)
                requestAnimationFrame(() => document.getElementById(`bench-${next.name}`)?.focus())
              }}
              className={cx(
                '-mb-px inline-flex h-10 items-center gap-1.5 border-b-2 px-2 text-sm font-medium whitespace-nowrap focus-visible:-outline-offset-2',
                it === tab ? 'border-accent text-text' : 'border-transparent text-muted hover:text-text',
              )}
            >
              {full && <it.icon size={15} strokeWidth={1.75} aria-hidden />}
              {it.label}
            </button>
          ))}
        </div>
        {onResize && <IconButton size="compact" icon={full ? Minimize2 : Maximize2} label={full ? t.backFromFull : t.fullBench} keys="mod+shift+." onClick={onResize} />}
        {onClose && <IconButton size="compact" icon={PanelRightClose} label={t.hideBench} keys="mod+." onClick={onClose} />}
      </div>
      <div id="bench-panel" role="tabpanel" aria-labelledby={`bench-${tab.name}`} className="flex min-h-0 min-w-0 flex-1 flex-col">
        <Suspense
          fallback={
            <div className="p-4">
              <Skeleton />
            </div>
          }
        >
          <Content key={`${workspace.id}:${tab.name}`} workspace={workspace} sub={sub} onSub={onSub} sessionId={sessionId} full={full} />
        </Suspense>
      </div>
    </div>
  )
}

const widthKey = 'agentdesk.bench.width'

/** The width of the bench, dragged at its edge or with the arrow keys: 360 px to 60 %. */
export function useBenchWidth() {
  const [width, setWidth] = useState(() => Number(localStorage.getItem(widthKey)) || 440)
  const from = useRef<{ x: number; width: number }>(undefined)
  const set = (wanted: number) => {
    const now = Math.round(Math.min(Math.max(360, wanted), Math.max(360, innerWidth * 0.6)))
    setWidth(now)
    localStorage.setItem(widthKey, String(now))
  }
  const handle = (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t.resize}
      aria-valuenow={width}
      aria-valuemin={360}
      aria-valuemax={Math.round(innerWidth * 0.6)}
      tabIndex={0}
      onPointerDown={(event: PointerEvent<HTMLDivElement>) => {
        from.current = { x: event.clientX, width }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={event => from.current && set(from.current.width + from.current.x - event.clientX)}
      onPointerUp={() => (from.current = undefined)}
      onKeyDown={event => {
        if (event.key === 'ArrowLeft') set(width + 24)
        if (event.key === 'ArrowRight') set(width - 24)
      }}
      className="relative z-20 w-px shrink-0 cursor-col-resize touch-none bg-line before:absolute before:inset-y-0 before:-left-1 before:w-2 hover:bg-accent focus-visible:bg-accent"
    />
  )
  return { width, handle }
}
