import { LoaderCircle, type LucideIcon } from 'lucide-react'
import { type ButtonHTMLAttributes, type ReactNode, type Ref, useEffect, useState } from 'react'
import { cx } from './cx'
import { Tooltip } from './Tooltip'

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger' | 'wait'
export type ButtonSize = 'normal' | 'compact'

const kinds: Record<ButtonKind, string> = {
  primary: 'bg-accent text-on-accent hover:not-aria-disabled:brightness-110',
  plain: 'border border-line-strong bg-surface text-text hover:not-aria-disabled:bg-hover',
  quiet: 'text-muted hover:not-aria-disabled:bg-hover hover:not-aria-disabled:text-text',
  danger: 'border border-bad text-bad bg-surface hover:not-aria-disabled:bg-bad-soft',
  wait: 'bg-wait text-surface hover:not-aria-disabled:brightness-110 dark:text-sunken',
}

const look = (kind: ButtonKind, size: ButtonSize) =>
  cx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap select-none',
    'aria-disabled:cursor-default aria-disabled:opacity-55 coarse:min-h-11',
    size === 'normal' ? 'h-8 px-3 text-sm' : 'h-7 px-2 text-xs',
    kinds[kind],
  )

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
  kind?: ButtonKind
  size?: ButtonSize
  icon?: LucideIcon
  /** Keeps its width, shows that it waits after 200 ms and ignores repeats. */
  busy?: boolean
  /** Not possible now; stays focusable. Say why with `why`. */
  disabled?: boolean
  why?: string
  ref?: Ref<HTMLButtonElement>
}

export function Button({ kind = 'plain', size = 'normal', icon: Icon, busy, disabled, why, children, onClick, className, ...rest }: Props) {
  const waiting = useLate(busy === true, 200)
  const off = disabled === true || busy === true
  const button = (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={off || undefined}
      onClick={event => (off ? event.preventDefault() : onClick?.(event))}
      className={cx(look(kind, size), 'relative', className)}
    >
      {Icon && <Icon size={size === 'normal' ? 16 : 14} strokeWidth={1.75} aria-hidden className={cx(waiting && 'invisible')} />}
      <span className={cx(waiting && 'invisible')}>{children}</span>
      {waiting && <LoaderCircle size={16} className="absolute motion-safe:animate-spin" aria-hidden />}
    </button>
  )
  return disabled && why ? <Tooltip text={why}>{button}</Tooltip> : button
}

type IconProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
  icon: LucideIcon
  /** The accessible name; also the tooltip. */
  label: string
  keys?: string
  kind?: 'quiet' | 'plain'
  size?: ButtonSize
  pressed?: boolean
  disabled?: boolean
  ref?: Ref<HTMLButtonElement>
}

export function IconButton({ icon: Icon, label, keys, kind = 'quiet', size = 'normal', pressed, disabled, onClick, className, ...rest }: IconProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={disabled || undefined}
        onClick={event => (disabled ? event.preventDefault() : onClick?.(event))}
        className={cx(
          'inline-flex shrink-0 items-center justify-center rounded-control aria-disabled:opacity-55 coarse:size-11',
          size === 'normal' ? 'size-8' : 'size-7',
          kinds[kind],
          pressed && 'bg-neutral-soft text-text',
          className,
        )}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </Tooltip>
  )
}

/** A main action with a menu of its variants beside it; the menu is a `MenuButton` part given as `menu`. */
export function SplitButton({ children, menu }: { children: ReactNode; menu: ReactNode }) {
  return (
    <div className="inline-flex items-stretch [&>*:first-child]:rounded-r-none [&>*:last-child]:-ml-px [&>*:last-child]:rounded-l-none [&>*:last-child]:px-1">
      {children}
      {menu}
    </div>
  )
}

/** True as soon as it has been true for that long; false at once. */
export function useLate(value: boolean, after: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!value) return setLate(false)
    const timer = setTimeout(() => setLate(true), after)
    return () => clearTimeout(timer)
  }, [value, after])
  return value && late
}
