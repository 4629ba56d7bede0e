import * as Radix from '@radix-ui/react-popover'
import type { ReactNode } from 'react'

type Props = { trigger: ReactNode; children: ReactNode; align?: 'start' | 'center' | 'end'; label: string; open?: boolean; onOpenChange?: (open: boolean) => void }

export function Popover({ trigger, children, align = 'start', label, open, onOpenChange }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="z-40 max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-16px)] min-w-48 animate-layer overflow-auto rounded-card border border-line bg-surface p-3 shadow-layer"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
