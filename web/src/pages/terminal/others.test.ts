import { expect, test } from 'vitest'
import { others } from './others'

test('others are all but this window, each once; oneself in another window is one of them', () => {
  const viewer = (principal: string, you = false) => ({ name: principal, principal, you })
  expect(others([viewer('me', true), viewer('me'), viewer('mara'), viewer('mara')]).map(it => it.principal)).toEqual(['me', 'mara'])
  expect(others([viewer('me', true)])).toEqual([])
})
