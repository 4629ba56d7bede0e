import { failedStates } from '@/log/reduce'
import type { FootRow, Row, ToolRow, UsageTotals } from '@/log/rows'

export type Turn = { id: string; seq: number; asked: string; tools: ToolRow[]; said: string; foot: FootRow | undefined }
export type Totals = { turns: number; tools: number; failed: number; ms: number; usage: Pick<UsageTotals, 'input_tokens' | 'output_tokens'>; cost: string | null }
export type Pair = { left: Turn | undefined; right: Turn | undefined }

/** A Session turn by turn: what it was asked, what it did, what it said at last. Pure. */
export function turnsOf(rows: readonly Row[]): Turn[] {
  const turns = new Map<string, Turn>()
  for (const row of rows) {
    if (row.kind === 'turn' && row.how === 'started') turns.set(row.turnId, { id: row.turnId, seq: row.seq, asked: '', tools: [], said: '', foot: undefined })
    const turn = 'turnId' in row && row.turnId !== undefined ? turns.get(row.turnId) : undefined
    if (!turn) continue
    if (row.kind === 'tool') turn.tools.push(row)
    else if (row.kind === 'agent') turn.said = row.text
    else if (row.kind === 'foot') turn.foot = row
  }
  for (const row of rows) {
    const turn = row.kind === 'message' && row.turnId !== undefined ? turns.get(row.turnId) : undefined
    if (turn && row.kind === 'message') turn.asked = [turn.asked, row.text].filter(Boolean).join('\n\n')
  }
  return [...turns.values()]
}

/** The first with the first, and so on; the longer one has turns without a partner. */
export const pairs = (left: readonly Turn[], right: readonly Turn[]): Pair[] => Array.from({ length: Math.max(left.length, right.length) }, (_, i) => ({ left: left[i], right: right[i] }))

/** Whether the other one has a call like it at the same place of its turn. */
export function sameCall(one: ToolRow, other: ToolRow | undefined): boolean {
  return other !== undefined && one.name === other.name && one.state === other.state && JSON.stringify(one.input) === JSON.stringify(other.input)
}

export function totals(turns: readonly Turn[]): Totals {
  const feet = turns.flatMap(it => it.foot ?? [])
  const costs = feet.map(it => it.usage?.cost_usd ?? null)
  return {
    turns: turns.length,
    tools: turns.reduce((sum, it) => sum + it.tools.length, 0),
    failed: turns.reduce((sum, it) => sum + it.tools.filter(tool => failedStates.has(tool.state)).length, 0),
    ms: feet.reduce((sum, it) => sum + (it.durationMs ?? 0), 0),
    usage: { input_tokens: feet.reduce((sum, it) => sum + (it.usage?.input_tokens ?? 0), 0), output_tokens: feet.reduce((sum, it) => sum + (it.usage?.output_tokens ?? 0), 0) },
    // One price that is not known makes the sum unknown.
    cost: costs.length === 0 || costs.includes(null) ? null : String(costs.reduce((sum, it) => sum + Number(it), 0)),
  }
}
