import { expect, test } from 'vitest'
import { contentFor, type Draft, filled, type OwnCommand, placesOf } from './commands'

test('places are filled, each as often as it stands there', () => {
  expect(filled('Release {{VERSION}}: say what is in {{ VERSION }}.', { VERSION: '1.4' })).toBe('Release 1.4: say what is in 1.4.')
})

test('places are asked for once each, and only of a text that has them', () => {
  expect(placesOf({ type: 'struct' }, '{{A}} {{B}} {{ A }}')).toEqual(['A', 'B'])
  expect(placesOf({ type: 'plain' }, '{{A}}')).toEqual([])
})

test('what has no value stays, and a value is never a place itself', () => {
  expect(filled('{{A}} {{B}} {{c}}', { A: '{{B}}' })).toBe('{{B}} {{B}} {{c}}')
  expect(filled('{{A}}', { A: '$& $1' })).toBe('$& $1')
})

test.each<[string, Draft, string | undefined]>([
  ['is put in where nothing changed', { key: 'ses_1', text: '/rel' }, 'Release.'],
  ['is nothing to what was typed meanwhile', { key: 'ses_1', text: '/rel and more' }, undefined],
  ['is nothing to another Session', { key: 'ses_2', text: '/rel' }, undefined],
])('the text of a command %s', async (_, then, put) => {
  const command: OwnCommand = { name: 'release', type: 'plain', content: 'Release.', prompt_id: null, variables: [] }
  let now: Draft = { key: 'ses_1', text: '/rel' }
  const content = contentFor(command, () => now)
  now = then
  expect(await content).toBe(put)
})
