/** Of a line: its text, and for each character of it the cell where it is drawn. */
export type Line = { text: string; cells: number[] }
export type Lines = { count: number; line: (index: number) => Line | undefined }
export type Found = { row: number; col: number; cells: number }

/**
 * The next place of a text, from a place on and around the end; upper and lower case are the same.
 *
 * @param by 1: downwards, -1: upwards
 */
export function find(lines: Lines, wanted: string, from: { row: number; col: number }, by: 1 | -1): Found | undefined {
  const text = wanted.toLowerCase()
  if (text === '') return undefined
  for (let step = 0; step <= lines.count; step++) {
    const row = (((from.row + by * step) % lines.count) + lines.count) % lines.count
    const line = lines.line(row)
    if (!line) continue
    const all = places(line.text.toLowerCase(), text)
    const own = step === 0 ? all.filter(at => (by > 0 ? cellOf(line, at) >= from.col : cellOf(line, at) < from.col)) : all
    const at = by > 0 ? own[0] : own.at(-1)
    if (at !== undefined) return { row, col: cellOf(line, at), cells: cellOf(line, at + text.length) - cellOf(line, at) }
  }
  return undefined
}

function places(text: string, wanted: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) found.push(at)
  return found
}

const cellOf = (line: Line, at: number): number => line.cells[at] ?? (line.cells.at(-1) ?? -1) + 1
