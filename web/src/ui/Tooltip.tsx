import * as Radix from '@radix-ui/react-tooltip'
import type { ReactNode } from 'react'
import { Keys } from './Keys'

export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={400} skipDelayDuration={200}>
    {children}
  </Radix.Provider>
)

/** A short text for what has no words of its own. Never the only place where something is said. */
export function Tooltip({ text, keys, children, side = 'bottom' }: { text: ReactNode; keys?: string; children: ReactNode; side?: 'top' | 'bottom' | 'left' | 'right' }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-40 max-w-80 animate-layer rounded-control border border-line bg-text px-2 py-1 text-xs text-bg shadow-layer"
        >
          {text}
          {keys && (
            <>
              {' '}
              <Keys keys={keys} inverse />
            </>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
