import * as Radix from '@radix-ui/react-dropdown-menu'
import { Check, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Keys } from './Keys'
import { cx } from './cx'

const item =
  'flex h-8 items-center gap-2 rounded-chip px-2 text-sm outline-none select-none data-disabled:opacity-55 data-highlighted:bg-hover coarse:h-11'

/** A menu that hangs on a button: `trigger` is that button. */
export function Menu({ trigger, children, align = 'end', label }: { trigger: ReactNode; children: ReactNode; align?: 'start' | 'end'; label?: string }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 animate-layer overflow-y-auto rounded-card border border-line bg-surface p-1 shadow-layer"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

type ItemProps = { icon?: LucideIcon; children: ReactNode; keys?: string; danger?: boolean; disabled?: boolean; onSelect: () => void; hint?: string }

export function MenuItem({ icon: Icon, children, keys, danger, disabled, onSelect, hint }: ItemProps) {
  return (
    <Radix.Item className={cx(item, danger && 'text-bad', hint && 'h-auto items-start py-1.5')} disabled={disabled} onSelect={onSelect}>
      {Icon ? <Icon size={16} strokeWidth={1.75} aria-hidden className={cx(hint && 'mt-0.5')} /> : <span className="w-4" />}
      <span className="flex-1">
        {children}
        {hint && <span className="block max-w-64 text-xs text-muted">{hint}</span>}
      </span>
      {keys && <Keys keys={keys} />}
    </Radix.Item>
  )
}

/** One of several; the chosen one has the tick. */
export function MenuChoice<T extends string>({ value, options, onChange }: { value: T; options: readonly { value: T; label: string }[]; onChange: (value: T) => void }) {
  return (
    <Radix.RadioGroup value={value} onValueChange={it => onChange(it as T)}>
      {options.map(it => (
        <Radix.RadioItem key={it.value} value={it.value} className={item}>
          <span className="w-4">
            <Radix.ItemIndicator>
              <Check size={16} strokeWidth={1.75} aria-hidden />
            </Radix.ItemIndicator>
          </span>
          {it.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2 pt-1.5 pb-1 text-2xs font-medium text-subtle uppercase">{children}</Radix.Label>
)
export const MenuLine = () => <Radix.Separator className="my-1 h-px bg-line" />
