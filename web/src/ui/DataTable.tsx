import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { cx } from './cx'

export type Column<T> = {
  key: string
  head: ReactNode
  cell: (row: T) => ReactNode
  /** A CSS grid track: `minmax(0,2fr)`, `96px`. */
  width: string
  align?: 'end'
  /** Left away on a phone. */
  wide?: boolean
}

type Props<T> = {
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  label: string
  /** Opens a row: `Enter`, `O` for a new tab, a click anywhere on it. */
  onOpen?: (row: T, newTab: boolean) => void
  marked?: (row: T) => boolean
  rowHeight?: number
  className?: string
}

/** A table of any length: head stays, only the rows near the view are in the page, `J` and `K` move, `Enter` opens. */
export function DataTable<T>({ columns, rows, rowKey, label, onOpen, marked, rowHeight = 44, className }: Props<T>) {
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: index => rowKey(rows[index]!),
    overscan: 10,
  })
  const wide = columns.map(it => it.width).join(' ')
  const narrow = columns.filter(it => !it.wide).map(it => it.width).join(' ')
  const tracks = { '--wide': wide, '--narrow': narrow } as React.CSSProperties
  const grid = 'grid grid-cols-(--narrow) items-center gap-3 px-3 md:grid-cols-(--wide)'
  const focusRow = (index: number) => {
    virtual.scrollToIndex(index)
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus())
  }
  const onKey = (event: KeyboardEvent, row: T, index: number) => {
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return
    const move = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key]
    if (move !== undefined) {
      event.preventDefault()
      focusRow(Math.min(rows.length - 1, Math.max(0, index + move)))
    } else if (event.key === 'Enter') onOpen?.(row, false)
    else if (event.key === 'o') onOpen?.(row, true)
  }
  return (
    <div role="table" aria-label={label} aria-rowcount={rows.length + 1} className={cx('flex min-h-0 flex-col rounded-card border border-line bg-surface', className)} style={tracks}>
      <div role="rowgroup" className="border-b border-line">
        <div role="row" aria-rowindex={1} className={cx(grid, 'h-8 text-xs font-medium text-muted')}>
          {columns.map(it => (
            <div key={it.key} role="columnheader" className={cx('truncate', it.align === 'end' && 'text-right', it.wide && 'hidden md:block')}>
              {it.head}
            </div>
          ))}
        </div>
      </div>
      <div ref={box} className="min-h-0 flex-1 overflow-y-auto">
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(item => {
            const row = rows[item.index]!
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                data-row={item.index}
                tabIndex={0}
                onKeyDown={event => onKey(event, row, item.index)}
                onClick={event => {
                  if (!(event.target as HTMLElement).closest('a,button,input,label')) onOpen?.(row, event.metaKey || event.ctrlKey)
                }}
                className={cx(grid, 'absolute inset-x-0 top-0 border-b border-line text-sm last:border-b-0 hover:bg-hover focus-visible:-outline-offset-2', onOpen && 'cursor-pointer', marked?.(row) && 'mark-live')}
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {columns.map(it => (
                  <div key={it.key} role="cell" className={cx('min-w-0 truncate', it.align === 'end' && 'text-right', it.wide && 'hidden md:block')}>
                    {it.cell(row)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
