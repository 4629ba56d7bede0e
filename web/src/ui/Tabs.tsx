import * as Radix from '@radix-ui/react-tabs'
import type { ReactNode } from 'react'

export type Tab = { value: string; label: string; content: ReactNode }

/** Tabs within a page. Where each has a URL of its own use links instead. */
export function Tabs({ tabs, value, onChange, label }: { tabs: readonly Tab[]; value?: string; onChange?: (value: string) => void; label: string }) {
  return (
    <Radix.Root value={value} defaultValue={tabs[0]?.value} onValueChange={onChange} className="flex min-h-0 flex-col">
      <Radix.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map(it => (
          <Radix.Trigger
            key={it.value}
            value={it.value}
            className="-mb-px h-9 border-b-2 border-transparent px-2.5 text-sm font-medium whitespace-nowrap text-muted hover:text-text data-[state=active]:border-accent data-[state=active]:text-text"
          >
            {it.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(it => (
        <Radix.Content key={it.value} value={it.value} className="min-h-0 flex-1 pt-3">
          {it.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
