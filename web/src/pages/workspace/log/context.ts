import { createContext, useContext } from 'react'

/** What rows can ask of the conversation that they are in. */
export type LogActions = {
  /** Opens or folds a card or a fold. */
  toggle: (key: string) => void
  openFile: ((path: string) => void) | undefined
  /** The URL of an event of this Session. */
  hrefOf: (seq: number) => string
  goTo: (seq: number) => void
}

export const LogContext = createContext<LogActions>({ toggle: () => {}, openFile: undefined, hrefOf: () => '', goTo: () => {} })
export const useLog = () => useContext(LogContext)
