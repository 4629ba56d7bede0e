import type { ReactNode } from 'react'
import { common } from '@/strings/common'
import { cx } from './cx'
import { copy } from './values'

/** The number of a record at its left edge: the identity of the product. A click copies the link to it. */
export function Margin({ seq, href, className }: { seq: number; href?: string; className?: string }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={common.event(seq)}
      title={common.copyLink}
      onClick={() => void copy(href ?? `${location.origin}${location.pathname}${location.search}#e${seq}`, common.linkCopied)}
      className={cx('nums block w-full rounded-chip pr-1.5 text-right font-mono text-2xs font-medium text-subtle select-none hover:bg-hover hover:text-accent', className)}
    >
      {seq}
    </button>
  )
}

/** One row of a record: number, then content. */
export function MarginRow({ seq, href, children, marked, className }: { seq: number | undefined; href?: string; children: ReactNode; marked?: boolean; className?: string }) {
  return (
    <div id={seq === undefined ? undefined : `e${seq}`} data-seq={seq} className={cx('grid grid-cols-[40px_minmax(0,1fr)] gap-2', marked && 'mark-live', className)}>
      <div className="pt-0.5">{seq !== undefined && <Margin seq={seq} href={href} />}</div>
      <div className="min-w-0">{children}</div>
    </div>
  )
}
