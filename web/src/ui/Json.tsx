import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { common } from '@/strings/common'
import { cx } from './cx'
import { SafeText } from './SafeText'
import { copy } from './values'

const most = 100

/** A value as JSON, to be folded; a click on a name copies its pointer. Foreign text in it is inert and visible. */
export function Json({ value, open = 2 }: { value: unknown; open?: number }) {
  return (
    <div className="overflow-x-auto font-mono text-code">
      <Node value={value} pointer="" depth={0} open={open} />
    </div>
  )
}

function Node({ name, value, pointer, depth, open }: { name?: string; value: unknown; pointer: string; depth: number; open: number }) {
  const [unfolded, setUnfolded] = useState(depth < open)
  const [shown, setShown] = useState(most)
  const label = name !== undefined && (
    <button type="button" title={`${common.json.copyPointer} ${pointer}`} onClick={() => void copy(pointer)} className="rounded-chip text-run hover:underline">
      <SafeText text={name} />
    </button>
  )
  if (value === null || typeof value !== 'object') {
    return (
      <div className="pl-4 whitespace-pre-wrap break-words">
        {label}
        {label && ': '}
        <Leaf value={value} />
      </div>
    )
  }
  const entries: [string, unknown][] = Array.isArray(value) ? value.map((it, i) => [String(i), it]) : Object.entries(value)
  const brackets = Array.isArray(value) ? '[]' : '{}'
  return (
    <div className={cx(depth > 0 && 'pl-4')}>
      <div className="flex items-center">
        <button type="button" aria-expanded={unfolded} aria-label={name ?? 'JSON'} onClick={() => setUnfolded(!unfolded)} className="-ml-4 rounded-chip text-subtle hover:text-text">
          <ChevronRight size={14} aria-hidden className={cx('m-px', unfolded && 'rotate-90')} />
        </button>
        {label}
        {label && <span className="pr-1">:</span>}
        {unfolded ? brackets[0] : `${brackets[0]}${entries.length === 0 ? '' : ` ${entries.length} `}${brackets[1]}`}
      </div>
      {unfolded && (
        <>
          {entries.slice(0, shown).map(([key, it]) => (
            <Node key={key} name={key} value={it} pointer={`${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`} depth={depth + 1} open={open} />
          ))}
          {entries.length > shown && (
            <button type="button" onClick={() => setShown(shown + 10 * most)} className="pl-4 text-accent hover:underline">
              {common.json.more(entries.length - shown)}
            </button>
          )}
          <div>{brackets[1]}</div>
        </>
      )}
    </div>
  )
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === 'string') {
    return (
      <span className="text-ok">
        "<SafeText text={value} />"
      </span>
    )
  }
  return <span className="text-wait">{String(value)}</span>
}
