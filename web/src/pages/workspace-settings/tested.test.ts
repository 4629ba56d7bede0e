import { expect, test } from 'vitest'
import { inputOf } from './tested'

test('a text becomes what the tool would get', () => {
  expect(inputOf('bash', 'git push; ls')).toEqual({ command: 'git push; ls' })
  expect(inputOf('write', 'src/a.ts')).toEqual({ path: 'src/a.ts' })
  expect(inputOf('glob', '**/*.ts')).toEqual({ pattern: '**/*.ts' })
})

test('JSON is taken as it is, and what only looks like it is not', () => {
  expect(inputOf('mcp__tracker__close', '{"issue": 4}')).toEqual({ issue: 4 })
  expect(inputOf('bash', '{ echo hi; }')).toEqual({ command: '{ echo hi; }' })
})
