import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'
import { cx } from './cx'

type Props<T> = {
  items: readonly T[]
  itemKey: (item: T) => string
  render: (item: T, index: number) => ReactNode
  /** An item's height before it is measured. */
  estimate?: number
  label: string
  className?: string
}

/** A long list of which only what is near is in the page. Items may have any height. */
export function VirtualList<T>({ items, itemKey, render, estimate = 36, label, className }: Props<T>) {
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => estimate,
    getItemKey: index => itemKey(items[index]!),
    overscan: 12,
  })
  return (
    <div ref={box} className={cx('well min-h-0 overflow-y-auto', className)} tabIndex={0} role="group" aria-label={label}>
      <ul className="relative" style={{ height: virtual.getTotalSize() }} aria-label={label}>
        {virtual.getVirtualItems().map(row => (
          <li
            key={row.key}
            ref={virtual.measureElement}
            data-index={row.index}
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${row.start}px)` }}
          >
            {render(items[row.index]!, row.index)}
          </li>
        ))}
      </ul>
    </div>
  )
}
