import { expect, test } from 'vitest'
import { type Span, turnsOf } from './spans'

const at = (ms: number) => new Date(1_700_000_000_000 + ms).toISOString()
const span = (id: string, parent: string | null, from: number, lasts: number | null): Span => ({
  id,
  parent_id: parent,
  kind: parent ? 'tool' : 'turn',
  name: 'bash',
  started_at: at(from),
  ended_at: lasts === null ? null : at(from + lasts),
  duration_ms: lasts,
  status: 'completed',
  seq: from,
})

test('steps stand on the axis of their turn, and what runs lasts until now', () => {
  const spans = [span('a', null, 0, 1000), span('a1', 'a', 100, 300), span('b', null, 60_000, null), span('b1', 'b', 60_200, null)]
  const [first, second] = turnsOf(spans, 1_700_000_000_000 + 61_000)
  expect(first).toMatchObject({ lasts: 1000, steps: [{ after: 100, lasts: 300 }] })
  expect(second).toMatchObject({ lasts: 1000, steps: [{ after: 200, lasts: 800 }] })
})

test('a step that outlives its turn makes the axis longer, and nothing divides by zero', () => {
  expect(turnsOf([span('a', null, 0, 0), span('a1', 'a', 0, 50)], 0)[0]).toMatchObject({ lasts: 50 })
  expect(turnsOf([span('a', null, 0, 0)], 0)[0]).toMatchObject({ lasts: 1, steps: [] })
})
