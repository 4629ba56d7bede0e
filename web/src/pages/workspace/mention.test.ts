import { describe, expect, it } from 'vitest'
import { completed, mentionAt, nextName, quotedPath } from './mention'

const at = (marked: string) => {
  const caret = marked.indexOf('|')
  return mentionAt(marked.replace('|', ''), caret)
}

describe('what is mentioned at the caret', () => {
  it('is a file after an @ that begins a word', () => {
    expect(at('see @src/a|')).toEqual({ kind: 'file', query: 'src/a', from: 4 })
    expect(at('@|')).toEqual({ kind: 'file', query: '', from: 0 })
    expect(at('(@a|)')).toEqual({ kind: 'file', query: 'a', from: 1 })
  })

  it('is a command after a slash that begins a line', () => {
    expect(at('/ru|')).toEqual({ kind: 'command', query: 'ru', from: 0 })
    expect(at('one\n/|')).toEqual({ kind: 'command', query: '', from: 4 })
  })

  it('is nothing in an address, in a path or after the word', () => {
    for (const text of ['mail me@example.org|', 'src/a|', 'and /ru|', '@a b|', '/run ls|', '|']) expect(at(text)).toBeUndefined()
  })

  it('is replaced by what was chosen, with the caret behind it', () => {
    const text = 'see @s now'
    expect(completed(text, mentionAt(text, 6)!, 6, '`src/a.ts`')).toEqual({ text: 'see `src/a.ts` now', caret: 15 })
    expect(completed('@s', { kind: 'file', query: 's', from: 0 }, 2, '`s`')).toEqual({ text: '`s` ', caret: 4 })
  })
})

describe('a path in a message', () => {
  it('stands in backticks, but for one that has some', () => {
    expect(quotedPath('a b.txt')).toBe('`a b.txt`')
    expect(quotedPath('a`b')).toBe('a`b')
  })

  it('gets a number where its name is taken', () => {
    expect([nextName('a.md', 1), nextName('a.md', 2), nextName('.env', 2), nextName('Makefile', 3)]).toEqual(['a.md', 'a-2.md', '.env-2', 'Makefile-3'])
  })
})
