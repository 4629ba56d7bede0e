import { expect, test } from 'vitest'
import { partsOf, shownAs } from './parts'

test('a command comes back as it was, with the spaces in its parts', () => {
  const command = ['sh', '-c', 'exec agent --name "my desk"', ' ']
  expect(partsOf(shownAs(command, ''))).toEqual(command)
})

test('a line that is just begun stays, though it is no part yet', () => {
  expect(partsOf('agent\n')).toEqual(['agent'])
  expect(shownAs(['agent'], 'agent\n')).toBe('agent\n')
})

test('what was typed gives way to another command', () => {
  expect(shownAs(['other', 'acp'], 'agent\n')).toBe('other\nacp')
  expect(shownAs([], 'agent\n')).toBe('')
})
