/** What the text begins with says what is looked for. */
export function modeOf(typed: string): { mode: 'all' | 'commands' | 'sessions' | 'files' | 'calls'; text: string } {
  const first = typed.trimStart()[0]
  const rest = typed.trimStart().slice(1).trim()
  if (first === '>') return { mode: 'commands', text: rest }
  if (first === '#') return { mode: 'sessions', text: rest }
  if (first === '=') return { mode: 'calls', text: rest }
  if (first === '/') return { mode: 'files', text: rest }
  return { mode: 'all', text: typed.trim() }
}

/** An id of the platform, alone or at the end of a link to it. */
export function idIn(typed: string): string | undefined {
  return /(?:^|[/#])([a-z]{3,4}_[0-7][0-9a-hjkmnp-tv-z]{25})$/.exec(typed.trim())?.[1]
}

/** Every word must be found, in whatever order; what begins with it stands higher. */
export function match(search: string, texts: readonly string[]): number {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const all = texts.join(' ').toLowerCase()
  if (!words.every(it => all.includes(it))) return 0
  const starts = words.filter(it => texts.some(text => text.toLowerCase().split(/[\s/_-]+/).some(part => part.startsWith(it))))
  return words.length === 0 ? 1 : 0.5 + (0.5 * starts.length) / words.length
}
