import { expect, test } from 'vitest'
import type { Row, ToolRow } from '@/log/rows'
import { pairs, sameCall, totals, turnsOf } from './turns'

const tool = (turnId: string, command: string, state: ToolRow['state'] = 'completed') => ({ kind: 'tool', key: command, seq: 3, turnId, name: 'bash', input: { command }, state }) as unknown as ToolRow
const rows = (turnId: string, words: string, cost: string | null, ...tools: ToolRow[]) =>
  [
    { kind: 'message', text: 'Do it', turnId },
    { kind: 'turn', how: 'started', turnId, seq: 2 },
    ...tools,
    { kind: 'agent', text: 'On my way', turnId },
    { kind: 'agent', text: words, turnId },
    { kind: 'foot', turnId, durationMs: 400, usage: { input_tokens: 3, output_tokens: 2, cost_usd: cost, tool_calls: tools.length } },
  ] as unknown as Row[]

test('a turn is what was asked, what was done and the last words', () => {
  const [turn] = turnsOf(rows('trn_1', 'Done it', '0.5', tool('trn_1', 'ls')))
  expect(turn).toMatchObject({ asked: 'Do it', said: 'Done it', seq: 2 })
  expect(turn!.tools).toHaveLength(1)
})

test('turns stand side by side, also where one has more of them', () => {
  const one = turnsOf(rows('trn_1', 'a', '0.5'))
  const two = turnsOf([...rows('trn_2', 'b', '0.5'), ...rows('trn_3', 'c', '0.5')])
  expect(pairs(one, two).map(it => [it.left?.said, it.right?.said])).toEqual([
    ['a', 'b'],
    [undefined, 'c'],
  ])
})

test('a call is the same if it did the same with the same outcome', () => {
  expect(sameCall(tool('a', 'ls'), tool('b', 'ls'))).toBe(true)
  expect(sameCall(tool('a', 'ls'), tool('b', 'ls', 'failed'))).toBe(false)
  expect(sameCall(tool('a', 'ls'), tool('b', 'pwd'))).toBe(false)
  expect(sameCall(tool('a', 'ls'), undefined)).toBe(false)
})

test('the sums say what is not known', () => {
  const known = turnsOf([...rows('trn_1', 'a', '0.5', tool('trn_1', 'x', 'failed')), ...rows('trn_2', 'b', '0.25')])
  expect(totals(known)).toEqual({ turns: 2, tools: 1, failed: 1, ms: 800, usage: { input_tokens: 6, output_tokens: 4 }, cost: '0.75' })
  expect(totals(turnsOf([...rows('trn_1', 'a', '0.5'), ...rows('trn_2', 'b', null)])).cost).toBeNull()
})
