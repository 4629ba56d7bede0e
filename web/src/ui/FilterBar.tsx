import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { common } from '@/strings/common'
import { IconButton } from './Button'
import { cx } from './cx'

export type FilterOption = { value: string; label: string }
export type FilterField = { name: string; label: string; options: readonly FilterOption[] }

type Props = {
  /** What the query string holds; the page gives it from its route's search and takes changes back there. */
  values: Record<string, string | undefined>
  onChange: (values: Record<string, string | undefined>) => void
  /** The name of the text filter, usually `q`. */
  text?: string
  fields?: readonly FilterField[]
  placeholder?: string
  compact?: boolean
}

/** Filters of a list. They live in the query string, so that a reload and Back keep them. */
export function FilterBar({ values, onChange, text = 'q', fields = [], placeholder = common.filter, compact }: Props) {
  const [typed, setTyped] = useState(values[text] ?? '')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const outside = values[text] ?? ''
  useEffect(() => setTyped(outside), [outside])
  useEffect(() => () => clearTimeout(timer.current), [])
  const change = (name: string, value: string) => onChange({ ...values, [name]: value || undefined })
  return (
    <div role="search" className="flex flex-wrap items-center gap-2">
      <div className={cx('relative min-w-0', compact ? 'w-full' : 'w-56')}>
        <Search size={14} aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-subtle" />
        <input
          type="text"
          value={typed}
          aria-label={placeholder}
          placeholder={placeholder}
          spellCheck={false}
          data-filter
          onChange={event => {
            setTyped(event.target.value)
            clearTimeout(timer.current)
            timer.current = setTimeout(() => change(text, event.target.value.trim()), 200)
          }}
          onKeyDown={event => {
            if (event.key === 'Escape' && typed) {
              event.stopPropagation()
              setTyped('')
              change(text, '')
            }
          }}
          className="h-8 w-full rounded-control border border-line-strong bg-surface pr-8 pl-8 text-sm coarse:h-11"
        />
        {typed && (
          <IconButton
            icon={X}
            label={common.remove}
            size="compact"
            className="absolute top-0.5 right-0.5"
            onClick={() => {
              setTyped('')
              change(text, '')
            }}
          />
        )}
      </div>
      {fields.map(field => (
        <select
          key={field.name}
          aria-label={field.label}
          value={values[field.name] ?? ''}
          onChange={event => change(field.name, event.target.value)}
          className={cx('h-8 rounded-control border bg-surface px-2 text-sm coarse:h-11', values[field.name] ? 'border-accent text-accent' : 'border-line-strong text-muted')}
        >
          <option value="">
            {field.label}: {common.all.toLowerCase()}
          </option>
          {field.options.map(it => (
            <option key={it.value} value={it.value}>
              {it.label}
            </option>
          ))}
        </select>
      ))}
    </div>
  )
}
