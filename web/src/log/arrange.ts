import { failedStates } from './reduce'
import type { Row, ToolRow } from './rows'

/** The line under which the steps of a turn are folded. */
export type FoldRow = { kind: 'fold'; key: string; seq: undefined; turnId: string; steps: number; failed: number; ms: number | undefined; running: boolean; open: boolean }
/** Several reads in a row are one line. */
export type ReadsRow = { kind: 'reads'; key: string; seq: number; rows: readonly ToolRow[] }
export type ShownRow = Row | FoldRow | ReadsRow

const keepOpen = 2
const tail = 3
const pending = new Set(['requested', 'waiting', 'running'])

/** Steps are what an agent did on its way: all but its last words, what people said and what one must see. */
function isStep(row: Row, lastWords: string | undefined): boolean {
  if (row.kind === 'tool') return row.state !== 'waiting'
  if (row.kind === 'thinking') return true
  if (row.kind === 'agent') return row.key !== lastWords
  return false
}

/**
 * Which rows are shown, given which folds are open. Pure.
 *
 * An ended turn of more than two steps has them folded, its failures counted outside; a running one shows its last three.
 */
export function arrange(rows: readonly Row[], open: ReadonlySet<string>): ShownRow[] {
  const turns = turnsOf(rows)
  const shown: ShownRow[] = []
  const folded = new Set<string>()
  for (const row of rows) {
    const turn = 'turnId' in row && row.turnId !== undefined ? turns.get(row.turnId) : undefined
    if (!turn || !turn.hidden.has(row.key)) {
      shown.push(row)
      continue
    }
    const key = `fold:${turn.id}`
    if (!folded.has(key)) {
      folded.add(key)
      shown.push({ kind: 'fold', key, seq: undefined, turnId: turn.id, steps: turn.hidden.size, failed: turn.failed, ms: turn.ms, running: !turn.ended, open: open.has(key) })
    }
    if (open.has(key)) shown.push(row)
  }
  return mergeReads(shown)
}

type TurnShape = { id: string; steps: Row[]; lastWords: string | undefined; ended: boolean; ms: number | undefined; hidden: Set<string>; failed: number }

function turnsOf(rows: readonly Row[]): Map<string, TurnShape> {
  const turns = new Map<string, TurnShape>()
  for (const row of rows) {
    if (!('turnId' in row) || row.turnId === undefined || row.kind === 'message') continue
    const turn = turns.get(row.turnId) ?? { id: row.turnId, steps: [], lastWords: undefined, ended: false, ms: undefined, hidden: new Set(), failed: 0 }
    turns.set(row.turnId, turn)
    if (row.kind === 'foot') {
      turn.ended = true
      turn.ms = row.durationMs
    } else if (row.kind === 'agent') turn.lastWords = row.key
    if (row.kind === 'tool' || row.kind === 'agent' || row.kind === 'thinking') turn.steps.push(row)
  }
  for (const turn of turns.values()) {
    const steps = turn.steps.filter(it => isStep(it, turn.lastWords))
    const hide = turn.ended ? (steps.length > keepOpen ? steps : []) : steps.filter(it => it.kind !== 'tool' || !pending.has(it.state)).slice(0, -tail)
    // One step behind a fold would be no less to look at.
    for (const it of hide.length > 1 ? hide : []) {
      turn.hidden.add(it.key)
      if (it.kind === 'tool' && failedStates.has(it.state)) turn.failed++
    }
  }
  return turns
}

const isRead = (row: ShownRow): row is ToolRow => row.kind === 'tool' && row.state === 'completed' && ['read', 'glob', 'grep'].includes(row.name)

function mergeReads(rows: ShownRow[]): ShownRow[] {
  const merged: ShownRow[] = []
  for (let i = 0; i < rows.length; ) {
    let end = i
    while (end < rows.length && isRead(rows[end]!)) end++
    if (end - i >= 3) {
      const reads = rows.slice(i, end) as ToolRow[]
      merged.push({ kind: 'reads', key: `reads:${reads[0]!.key}`, seq: reads[0]!.seq, rows: reads })
      i = end
    } else merged.push(rows[i++]!)
  }
  return merged
}
