/** What is being typed at the caret that could be completed: a file after `@`, a command after `/` at the start of a line. */
export type Mention = { kind: 'file' | 'command'; query: string; from: number }

export function mentionAt(text: string, caret: number): Mention | undefined {
  const line = text.slice(text.lastIndexOf('\n', caret - 1) + 1, caret)
  if (/^\/[a-z0-9_-]*$/i.test(line)) return { kind: 'command', query: line.slice(1), from: caret - line.length }
  const word = /(?:^|[\s(])@([^\s@]*)$/.exec(line)
  return word ? { kind: 'file', query: word[1]!, from: caret - word[1]!.length - 1 } : undefined
}

/** The text with the mention replaced, and where the caret then stands. */
export function completed(text: string, mention: Mention, caret: number, value: string): { text: string; caret: number } {
  const before = text.slice(0, mention.from) + value
  const after = text.slice(caret)
  const space = /^\s/.test(after) ? '' : ' '
  return { text: before + space + after, caret: before.length + 1 }
}

/** A path as one sees it in a message; backticks keep it in one piece, whatever is in it. */
export const quotedPath = (path: string): string => (path.includes('`') ? path : `\`${path}\``)

/** A name that is free beside what was there: `notes.md`, `notes-2.md`. */
export function nextName(name: string, attempt: number): string {
  if (attempt === 1) return name
  const dot = name.lastIndexOf('.')
  return dot > 0 ? `${name.slice(0, dot)}-${attempt}${name.slice(dot)}` : `${name}-${attempt}`
}
