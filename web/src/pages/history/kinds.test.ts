import { expect, test } from 'vitest'
import { kinds, withDays } from './kinds'

const at = (id: string, time: string) => ({ id, at: time })

test('puts a heading before the first event of each day', () => {
  const rows = withDays([at('c', '2026-03-02T12:00:00Z'), at('b', '2026-03-02T11:00:00Z'), at('a', '2026-03-01T12:00:00Z')])
  expect(rows.map(it => it.event?.id ?? 'day')).toEqual(['day', 'c', 'b', 'day', 'a'])
})

test('has no heading where nothing happened', () => {
  expect(withDays([])).toEqual([])
})

test('knows every kind once', () => {
  const all = Object.values(kinds).flatMap(it => it ?? [])
  expect(new Set(all).size).toBe(all.length)
})
