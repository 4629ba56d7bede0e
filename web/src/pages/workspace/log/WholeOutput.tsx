import { useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { common } from '@/strings/common'
import { AnsiText } from '@/ui/AnsiText'

/** A long output, line by line, of which only what is near is in the page; with a search of its own. */
export function WholeOutput({ text }: { text: string }) {
  const [find, setFind] = useState('')
  const wanted = useDeferredValue(find.toLowerCase())
  const lines = useMemo(() => text.replace(/\n$/, '').split('\n'), [text])
  const shown = useMemo(() => lines.map((line, i) => ({ line, at: i + 1 })).filter(it => wanted === '' || it.line.toLowerCase().includes(wanted)), [lines, wanted])
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: shown.length, getScrollElement: () => box.current, estimateSize: () => 20, overscan: 20 })
  return (
    <div>
      <div className="flex items-center gap-2 border-b border-line bg-surface px-2 py-1">
        <input aria-label={common.find} placeholder={common.find} value={find} onChange={event => setFind(event.target.value)} className="h-7 w-48 rounded-control border border-line-strong bg-surface px-2 text-xs" />
        <span className="nums text-xs text-muted">
          {shown.length.toLocaleString('en')} / {lines.length.toLocaleString('en')}
        </span>
      </div>
      <div ref={box} tabIndex={0} className="h-120 overflow-auto font-mono text-code">
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(row => (
            <div key={row.key} data-index={row.index} ref={virtual.measureElement} className="absolute inset-x-0 top-0 grid grid-cols-[56px_1fr] gap-2" style={{ transform: `translateY(${row.start}px)` }}>
              <span className="nums text-right text-2xs leading-5 text-subtle select-none">{shown[row.index]!.at}</span>
              <span className="pr-3 break-all whitespace-pre-wrap">
                <AnsiText text={shown[row.index]!.line || ' '} />
              </span>
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}
