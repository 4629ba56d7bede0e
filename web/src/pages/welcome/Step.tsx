import type { ReactNode } from 'react'
import { welcome as t } from '@/strings/welcome'
import { StatusChip } from '@/ui/Chip'

/** One card of the way, with its number in the margin. */
export function Step({ number, title, text, done, children }: { number: number; title: string; text: string; done?: boolean; children: ReactNode }) {
  return (
    <li className="flex gap-3 rounded-card border border-line bg-surface p-4">
      <span aria-hidden className="nums w-5 shrink-0 pt-1 text-right font-mono text-2xs font-medium text-subtle">
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <h2 className="text-lg font-semibold">{title}</h2>
            <p className="text-sm text-muted">{text}</p>
          </div>
          {done && <StatusChip lamp="ok" word={t.done} />}
        </div>
        {children}
      </div>
    </li>
  )
}
