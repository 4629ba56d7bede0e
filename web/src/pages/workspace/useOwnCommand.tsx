import { useEffect, useRef, useState } from 'react'
import { asProblem } from '@/api/problem'
import { toast } from '@/ui/Toast'
import { CommandDialog } from './CommandDialog'
import { contentFor, type Draft, type OwnCommand, placesOf } from './commands'
import type { Mention } from './mention'

type Begun = { key: string; command: OwnCommand; content: string; mention: Mention; caret: number }

/** What happens with a command of the desk that was chosen: its text is put in, after its places were asked for. */
export function useOwnCommand(draft: Draft, insert: (mention: Mention, caret: number, text: string) => void) {
  const [begun, setBegun] = useState<Begun>()
  if (begun && begun.key !== draft.key) setBegun(undefined)
  const latest = useRef({ draft, insert })
  useEffect(() => {
    latest.current = { draft, insert }
  })
  const begin = (command: OwnCommand, mention: Mention, caret: number) => {
    contentFor(command, () => latest.current.draft).then(
      content => {
        if (content === undefined) return
        if (placesOf(command, content).length === 0) latest.current.insert(mention, caret, content)
        else setBegun({ key: latest.current.draft.key, command, content, mention, caret })
      },
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
