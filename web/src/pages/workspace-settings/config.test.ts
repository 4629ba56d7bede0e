import { describe, expect, test } from 'vitest'
import { merged, patchOf, threeWay } from './config'

describe('the patch of two configurations', () => {
  test('holds only what differs', () => {
    expect(patchOf({ a: 1, b: { c: 2, d: 3 } }, { a: 1, b: { c: 2, d: 4 } })).toEqual({ b: { d: 4 } })
  })
  test('says null for a member that is gone', () => {
    expect(patchOf({ variables: { A: '1', B: '2' } }, { variables: { A: '1' } })).toEqual({ variables: { B: null } })
  })
  test('replaces lists whole', () => {
    expect(patchOf({ rules: [1, 2] }, { rules: [2] })).toEqual({ rules: [2] })
  })
  test('is nothing where nothing differs', () => {
    expect(patchOf({ a: [{ b: null }] }, { a: [{ b: null }] })).toBeUndefined()
  })
})

describe('two changes that meet', () => {
  const base = { prompt: { text: 'old' }, limits: { steps: 1, turn: 'PT1H' }, variables: { A: '1' } }
  const mine = { prompt: { text: 'mine' }, limits: { steps: 2, turn: 'PT1H' }, variables: {} }
  const theirs = { prompt: { text: 'theirs' }, limits: { steps: 1, turn: 'PT2H' }, variables: { A: '1' } }

  test('conflict only where both changed the same setting differently', () => {
    expect(threeWay(base, mine, theirs).filter(it => it.conflict).map(it => it.path)).toEqual(['/prompt/text'])
  })
  test('are both kept where they do not conflict', () => {
    expect(merged(base, mine, theirs, { '/prompt/text': 'mine' })).toEqual({ prompt: { text: 'mine' }, limits: { steps: 2, turn: 'PT2H' }, variables: {} })
  })
  test('let a person choose the other side', () => {
    expect(merged(base, mine, theirs, { '/prompt/text': 'theirs' })).toMatchObject({ prompt: { text: 'theirs' } })
  })
  test('are no conflict where both did the same', () => {
    expect(threeWay({ a: 1 }, { a: 2 }, { a: 2 }).some(it => it.conflict)).toBe(false)
  })
})
