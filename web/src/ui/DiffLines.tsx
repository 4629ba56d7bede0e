import { useState } from 'react'
import { common } from '@/strings/common'
import { cx } from './cx'
import type { DiffLine } from './diff'
import { SafeText } from './SafeText'

const fold = 400

/** A difference, unified, with word marks. More than 400 lines are folded. */
export function DiffLines({ lines, label }: { lines: readonly DiffLine[]; label?: string }) {
  const [shown, setShown] = useState(fold)
  if (lines.length === 0) return <p className="px-3 py-2 text-sm text-muted">{common.diff.none}</p>
  return (
    <div role="region" aria-label={label} tabIndex={0} className="overflow-x-auto font-mono text-code">
      <table className="w-full border-collapse">
        <tbody>
          {lines.slice(0, shown).map((it, i) => (
            <tr key={i} className={cx(it.kind === 'add' && 'bg-add-soft text-add', it.kind === 'del' && 'bg-del-soft text-del', it.kind === 'hunk' && 'bg-sunken text-subtle')}>
              <td className="nums w-px px-1.5 text-right text-2xs text-subtle select-none">{it.old ?? ''}</td>
              <td className="nums w-px px-1.5 text-right text-2xs text-subtle select-none">{it.new ?? ''}</td>
              <td className="w-px pr-1 text-center select-none" aria-label={it.kind === 'add' ? 'added' : it.kind === 'del' ? 'removed' : undefined}>
                {it.kind === 'add' ? '+' : it.kind === 'del' ? '−' : ''}
              </td>
              <td className="pr-3 whitespace-pre">
                <Marked line={it} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > shown && (
        <button type="button" onClick={() => setShown(shown + 10 * fold)} className="w-full py-1 text-accent hover:underline">
          {common.diff.folded(lines.length - shown)}
        </button>
      )}
    </div>
  )
}

function Marked({ line }: { line: DiffLine }) {
  const [start, end] = line.marks?.[0] ?? [0, 0]
  if (start === end) return <SafeText text={line.text} />
  return (
    <>
      <SafeText text={line.text.slice(0, start)} />
      <span className="rounded-chip bg-current/15 font-semibold">
        <SafeText text={line.text.slice(start, end)} />
      </span>
      <SafeText text={line.text.slice(end)} />
    </>
  )
}
