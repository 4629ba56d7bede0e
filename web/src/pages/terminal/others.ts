import type { Viewer } from './types'

/** Everybody but this window, each once, however many windows somebody has. Pure. */
export const others = (viewers: readonly Viewer[]): Viewer[] => [...new Map(viewers.filter(it => !it.you).map(it => [it.principal, it])).values()]
