import { describe, expect, it } from 'vitest'
import { blank, bodyOf, slugOf } from './draft'

describe('a new workspace', () => {
  it('sends only what was chosen', () => {
    expect(bodyOf({ ...blank, name: 'CI doctor' })).toEqual({ name: 'CI doctor', config: { engine: { kind: 'shell' } } })
    expect(bodyOf({ ...blank, name: 'x', tags: ' a, ,b ', preset: 'careful', network: 'off', start: false, prompt: ' p ' })).toEqual({
      name: 'x',
      tags: ['a', 'b'],
      config: { engine: { kind: 'shell' }, prompt: { text: ' p ' }, permissions: { preset: 'careful' }, environment: { network: 'off' } },
      start: false,
    })
  })

  it('names the agent program that works, by preset or by command', () => {
    expect(bodyOf({ ...blank, name: 'x', engine: 'acp' }).config).toEqual({ engine: { kind: 'acp', preset: 'claude-code' } })
    expect(bodyOf({ ...blank, name: 'x', engine: 'acp', program: { command: ['agent', '--acp'] } }).config).toEqual({ engine: { kind: 'acp', command: ['agent', '--acp'] } })
  })

  it('previews the slug that the platform makes', () => {
    expect(slugOf('  CI Döctor (2) ')).toBe('ci-do-ctor-2')
    expect(slugOf('x'.repeat(60))).toHaveLength(40)
    expect(slugOf('日本')).toBe('')
  })
})
