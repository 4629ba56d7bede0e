import * as Radix from '@radix-ui/react-dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { common } from '@/strings/common'
import { IconButton } from './Button'
import { cx } from './cx'

type Props = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** One sentence below the title; read out with it. */
  description?: ReactNode
  children?: ReactNode
  /** Buttons, the main one last. */
  actions?: ReactNode
  width?: 'narrow' | 'wide'
}

const overlay = 'fixed inset-0 z-40 bg-black/35'

/** On a button the focus would show its tooltip, and the first Esc would close only that. A field that wants the focus has it already. */
function intoItself(event: Event): void {
  event.preventDefault()
  ;(event.currentTarget as HTMLElement | null)?.focus()
}

/** Asks something, or shows something that has to be read now. Esc closes it and the focus goes back. */
export function Dialog({ open, onOpenChange, title, description, children, actions, width = 'narrow' }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={intoItself}
          className={cx(
            'fixed top-[12vh] left-1/2 z-40 flex max-h-[76vh] w-[calc(100vw-24px)] -translate-x-1/2 animate-layer flex-col rounded-card border border-line bg-surface shadow-layer outline-none',
            width === 'narrow' ? 'max-w-120' : 'max-w-200',
          )}
        >
          <Heading title={title} description={description} />
          {children && <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">{children}</div>}
          {actions && <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{actions}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** A panel at an edge, for what belongs beside the page; from below on a phone. */
export function Sheet({ open, onOpenChange, title, description, children, actions, side = 'right' }: Omit<Props, 'width'> & { side?: 'left' | 'right' }) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={intoItself}
          className={cx(
            'fixed inset-y-0 z-40 flex w-[min(420px,calc(100vw-40px))] animate-layer flex-col border-line bg-surface shadow-layer outline-none',
            side === 'right' ? 'right-0 border-l' : 'left-0 border-r',
          )}
        >
          <Heading title={title} description={description} />
          <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">{children}</div>
          {actions && <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{actions}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Heading({ title, description }: { title: string; description?: ReactNode }) {
  return (
    <div className="flex items-start gap-2 py-3 pr-2 pl-4">
      <div className="min-w-0 flex-1">
        <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
        {description && <Radix.Description className="mt-1 text-sm text-muted">{description}</Radix.Description>}
      </div>
      <Radix.Close asChild>
        <IconButton icon={X} label={common.close} size="compact" />
      </Radix.Close>
    </div>
  )
}
