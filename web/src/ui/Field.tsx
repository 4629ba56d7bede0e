import { createContext, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes, useContext, useId } from 'react'
import type { Problem } from '@/api/problem'
import { cx } from './cx'

type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }
const Context = createContext<Partial<Wiring>>({})

type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  /** Where the platform would complain about this field, `/config/engine/kind`. */
  pointer?: string
  problem?: Problem | null
  error?: string
  children: ReactNode
  className?: string
}

/** A label, one control, a hint and the error that belongs here. The control takes its wiring from the context. */
export function Field({ label, hint, pointer, problem, error, children, className }: FieldProps) {
  const id = useId()
  const wrong = error ?? (pointer === undefined ? undefined : (problem?.at(pointer) ?? undefined))
  const described = cx(hint !== undefined && `${id}-hint`, wrong !== undefined && `${id}-error`)
  return (
    <div className={cx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <Context value={{ id, 'aria-describedby': described || undefined, 'aria-invalid': wrong === undefined ? undefined : true }}>{children}</Context>
      {wrong !== undefined && (
        <p id={`${id}-error`} className="text-xs text-bad" role="alert">
          {wrong}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}

export const control =
  'w-full rounded-control border border-line-strong bg-surface px-2.5 text-sm text-text aria-invalid:border-bad disabled:opacity-55 coarse:min-h-11 coarse:text-lg'

type WithRef<T, E> = T & { ref?: Ref<E>; mono?: boolean }

export function TextInput({ className, mono, ...rest }: WithRef<InputHTMLAttributes<HTMLInputElement>, HTMLInputElement>) {
  return <input type="text" {...useContext(Context)} autoComplete="off" spellCheck={!mono} {...rest} className={cx(control, 'h-8', mono && 'font-mono text-code', className)} />
}

export function TextArea({ className, mono, ...rest }: WithRef<TextareaHTMLAttributes<HTMLTextAreaElement>, HTMLTextAreaElement>) {
  return <textarea rows={3} {...useContext(Context)} {...rest} className={cx(control, 'py-1.5', mono && 'font-mono text-code', className)} />
}

/** The browser's own: reachable, and without a style of its own that the policy would refuse. */
export function Select({ className, children, ...rest }: WithRef<SelectHTMLAttributes<HTMLSelectElement>, HTMLSelectElement>) {
  return (
    <select {...useContext(Context)} {...rest} className={cx(control, 'h-8 pr-1', className)}>
      {children}
    </select>
  )
}
