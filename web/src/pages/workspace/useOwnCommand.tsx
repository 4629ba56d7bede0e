import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { toast } from '@/ui/Toast'
import { CommandDialog } from './CommandDialog'
import { contentOf, type OwnCommand, placesOf } from './commands'
import type { Mention } from './mention'

type Begun = { command: OwnCommand; content: string; mention: Mention; caret: number }

/** What happens with a command of the desk that was chosen: its text is put in, after its places were asked for. */
export function useOwnCommand(insert: (mention: Mention, caret: number, text: string) => void) {
  const [begun, setBegun] = useState<Begun>()
  const begin = (command: OwnCommand, mention: Mention, caret: number) => {
    contentOf(command).then(
      content => (placesOf(command, content).length === 0 ? insert(mention, caret, content) : setBegun({ command, content, mention, caret })),
      error => toast(asProblem(error).title, { kind: 'failed' }),
    )
  }
  const dialog = begun && (
    <CommandDialog
      name={begun.command.name}
      places={placesOf(begun.command, begun.content)}
      content={begun.content}
      onFill={text => {
        setBegun(undefined)
        insert(begun.mention, begun.caret, text)
      }}
      onClose={() => setBegun(undefined)}
    />
  )
  return { begin, dialog }
}
