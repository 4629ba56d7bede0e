import * as RadixCheckbox from '@radix-ui/react-checkbox'
import * as RadixSwitch from '@radix-ui/react-switch'
import { Check, Minus } from 'lucide-react'
import { type ReactNode, useId } from 'react'

type Props = { checked: boolean; onChange: (checked: boolean) => void; label: ReactNode; hint?: ReactNode; disabled?: boolean }

/** Takes effect when it is moved, or is part of a form that says when. */
export function Switch({ checked, onChange, label, hint, disabled }: Props) {
  const id = useId()
  return (
    <div className="flex items-start gap-3 py-1">
      <RadixSwitch.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="relative mt-px h-5 w-9 shrink-0 rounded-full border border-line-strong bg-sunken data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-55"
      >
        <RadixSwitch.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-line-strong transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent" />
      </RadixSwitch.Root>
      <label htmlFor={id} className="text-sm">
        {label}
        {hint && (
          <span id={`${id}-hint`} className="block text-xs text-muted">
            {hint}
          </span>
        )}
      </label>
    </div>
  )
}

export function Checkbox({ checked, onChange, label, hint, disabled, bare }: Omit<Props, 'checked'> & { checked: boolean | 'indeterminate'; bare?: boolean }) {
  const id = useId()
  const box = (
    <RadixCheckbox.Root
      id={id}
      checked={checked}
      disabled={disabled}
      onCheckedChange={it => onChange(it === true)}
      aria-label={bare && typeof label === 'string' ? label : undefined}
      aria-describedby={hint ? `${id}-hint` : undefined}
      className="relative flex size-4 shrink-0 items-center justify-center rounded-chip border border-line-strong bg-surface text-on-accent before:absolute before:-inset-1 data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent disabled:opacity-55"
    >
      <RadixCheckbox.Indicator>
        {checked === 'indeterminate' ? <Minus size={12} strokeWidth={2.5} aria-hidden /> : <Check size={12} strokeWidth={2.5} aria-hidden />}
      </RadixCheckbox.Indicator>
    </RadixCheckbox.Root>
  )
  if (bare) return box
  return (
    <div className="flex items-start gap-2 py-0.5">
      <span className="mt-0.5">{box}</span>
      <label htmlFor={id} className="text-sm">
        {label}
        {hint && (
          <span id={`${id}-hint`} className="block text-xs text-muted">
            {hint}
          </span>
        )}
      </label>
    </div>
  )
}
