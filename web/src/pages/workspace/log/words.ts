import type { ToolRow, ToolState } from '@/log/rows'
import { conversation as t } from '@/strings/conversation'
import type { LampState } from '@/ui/Lamp'

/** What a tool call is about, in one line: the command, the path, the pattern. */
export function subject(row: Pick<ToolRow, 'name' | 'input'>): string {
  for (const name of ['command', 'path', 'pattern', 'query', 'url']) {
    const value = row.input[name]
    if (typeof value === 'string') return value.trim()
  }
  const first = Object.values(row.input).find(it => typeof it === 'string')
  return typeof first === 'string' ? first : ''
}

export const verb = (name: string) => t.verbs[name] ?? name

/** One line of a text, without what follows. */
export function firstLine(text: string): string {
  const lines = text.split('\n').filter(it => it.trim() !== '')
  return lines.length > 1 ? `${lines[0]} …` : (lines[0] ?? '')
}

/** A title for a Session from its first message: the first line that says something, cut to fit. */
export function titleOf(text: string): string | undefined {
  const line = text
    .split('\n')
    .map(it => it.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '').trim())
    .find(it => it !== '' && !it.startsWith('```'))
  if (line === undefined) return undefined
  return line.length > 80 ? `${[...line].slice(0, 79).join('')}…` : line
}

export const toolLamp: Record<ToolState, LampState> = {
  requested: 'starting',
  waiting: 'wait',
  running: 'running',
  completed: 'ok',
  failed: 'failed',
  denied: 'failed',
  expired: 'warn',
  unknown_effect: 'warn',
  output_limit: 'warn',
  ended: 'off',
}

const head = 12
const tail = 8

export type Preview = { lines: string[]; hidden: number; from: number; rest: string[] }

/** The first twelve and the last eight lines; what is shorter is shown whole. */
export function previewOf(text: string): Preview {
  const lines = text.replace(/\n$/, '').split('\n')
  if (lines.length <= head + tail + 4) return { lines, hidden: 0, from: lines.length, rest: [] }
  return { lines: lines.slice(0, head), hidden: lines.length - head - tail, from: lines.length - tail, rest: lines.slice(-tail) }
}
