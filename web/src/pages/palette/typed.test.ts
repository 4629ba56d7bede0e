import { expect, test } from 'vitest'
import { idIn, match, modeOf } from './typed'

test('a prefix says what is looked for', () => {
  expect(modeOf(' > new')).toEqual({ mode: 'commands', text: 'new' })
  expect(modeOf('#fix')).toEqual({ mode: 'sessions', text: 'fix' })
  expect(modeOf('= runs')).toEqual({ mode: 'calls', text: 'runs' })
  expect(modeOf('/src a')).toEqual({ mode: 'files', text: 'src a' })
  expect(modeOf(' ci doctor ')).toEqual({ mode: 'all', text: 'ci doctor' })
})

test('an id is known, alone and in a link', () => {
  const id = 'ses_01k9p40d2me8r9m4x2c7d5b1n0'
  expect(idIn(` ${id}\n`)).toBe(id)
  expect(idIn(`http://localhost:8080/w/desk/s/${id}`)).toBe(id)
  expect(idIn('ses_1')).toBeUndefined()
  expect(idIn(`${id}x`)).toBeUndefined()
  expect(idIn('ses_91k9p40d2me8r9m4x2c7d5b1n0')).toBeUndefined()
})

test('every word must be found, and beginnings stand higher', () => {
  expect(match('doc ci', ['wrk_1', 'CI doctor'])).toBe(1)
  expect(match('tor', ['wrk_1', 'CI doctor'])).toBe(0.5)
  expect(match('doc x', ['wrk_1', 'CI doctor'])).toBe(0)
  expect(match('', ['anything'])).toBe(1)
})
