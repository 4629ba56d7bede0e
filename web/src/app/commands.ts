import { useEffect, useSyncExternalStore } from 'react'

/** A verb of a page, to be found in the palette. `keys` is shown beside it. */
export type Command = { id: string; label: string; keys?: string; hint?: string; /** A call of the API, offered by itself after `=`. */ call?: boolean; run: () => void }

let pages: readonly (readonly Command[])[] = []
let open = false
let start = ''
const watchers = new Set<() => void>()
const told = () => watchers.forEach(it => it())
const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Offers these verbs in the palette as long as the component is there. */
export function useCommands(commands: readonly Command[]): void {
  const key = commands.map(it => `${it.id}:${it.label}`).join('|')
  useEffect(() => {
    const own = commands
    pages = [...pages, own]
    told()
    return () => {
      pages = pages.filter(it => it !== own)
      told()
    }
    // The verbs of a page are known by their names; what they do is looked up when they run.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
}

/** All verbs that are offered now, those of the innermost component first. */
export const useOfferedCommands = () => useSyncExternalStore(watch, () => pages)

export const palette = {
  open: (text = '') => {
    open = true
    start = text
    told()
  },
  close: () => {
    open = false
    told()
  },
  startText: () => start,
}
export const usePaletteOpen = () => useSyncExternalStore(watch, () => open)
