/** A recording: what was shown when, in seconds since its beginning. */
export type Cast = { cols: number; rows: number; length: number; events: CastEvent[] }
export type CastEvent = { at: number; type: 'o' | 'r' | 'm'; text: string }

/** Pauses longer than this are shortened to it while playing; the position stays that of the recording. */
const longestPause = 2

/** Reads asciicast v2; lines that are none are left out. */
export function read(text: string): Cast | undefined {
  const lines = text.split('\n')
  const head = parsed(lines[0] ?? '')
  if (typeof head !== 'object' || head === null || (head as { version?: unknown }).version !== 2) return undefined
  const { width, height } = head as { width?: unknown; height?: unknown }
  const events: CastEvent[] = []
  for (const line of lines.slice(1)) {
    const it = parsed(line)
    if (!Array.isArray(it) || typeof it[0] !== 'number' || typeof it[2] !== 'string') continue
    if (it[1] === 'o' || it[1] === 'r' || it[1] === 'm') events.push({ at: it[0], type: it[1], text: it[2] })
  }
  return {
    cols: typeof width === 'number' ? width : 80,
    rows: typeof height === 'number' ? height : 24,
    length: events.at(-1)?.at ?? 0,
    events,
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** How long to wait before the next event. */
export const pause = (from: number, to: number, speed: number) => Math.min(to - from, longestPause) / speed

/** `120x40` of a resize. */
export function size(text: string): { cols: number; rows: number } | undefined {
  const [cols, rows] = text.split('x').map(Number)
  return cols !== undefined && rows !== undefined && cols > 0 && rows > 0 && cols <= 500 && rows <= 300 ? { cols, rows } : undefined
}
