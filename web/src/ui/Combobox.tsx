import { Command } from 'cmdk'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { common } from '@/strings/common'
import { cx } from './cx'
import { control } from './Field'
import { Popover } from './Popover'

export type Option = { value: string; label: string; hint?: string; disabled?: boolean }

/** One of many, found by typing. For a short list the browser's own `Select` is better. */
export function Combobox({ label, value, options, onChange, placeholder }: { label: string; value: string | undefined; options: readonly Option[]; onChange: (value: string) => void; placeholder?: string }) {
  const [open, setOpen] = useState(false)
  const chosen = options.find(it => it.value === value)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={label}
      trigger={
        <button type="button" role="combobox" aria-expanded={open} aria-label={label} className={cx(control, 'flex h-8 items-center justify-between gap-2 text-left')}>
          <span className={cx('truncate', !chosen && 'text-subtle')}>{chosen?.label ?? placeholder ?? common.choose}</span>
          <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-subtle" />
        </button>
      }
    >
      <Command label={label} className="-m-2 w-72">
        <Command.Input placeholder={common.find} className="mb-1 h-8 w-full border-b border-line bg-transparent px-2 text-sm outline-none" />
        <Command.List className="max-h-72 overflow-y-auto">
          <Command.Empty className="px-2 py-3 text-sm text-muted">{common.nothingFound}</Command.Empty>
          {options.map(it => (
            <Command.Item
              key={it.value}
              value={it.value}
              keywords={[it.label, it.hint ?? '']}
              disabled={it.disabled}
              onSelect={() => {
                onChange(it.value)
                setOpen(false)
              }}
              className="flex items-center gap-2 rounded-chip px-2 py-1.5 text-sm data-[disabled=true]:opacity-55 data-[selected=true]:bg-hover"
            >
              <Check size={14} aria-hidden className={cx('shrink-0', it.value !== value && 'invisible')} />
              <span className="min-w-0 flex-1 truncate">{it.label}</span>
              {it.hint && <span className="truncate text-xs text-muted">{it.hint}</span>}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Popover>
  )
}
