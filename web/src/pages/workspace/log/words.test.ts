import { describe, expect, it } from 'vitest'
import { firstLine, previewOf, titleOf } from './words'

describe('words of a conversation', () => {
  it('make a title of the first line that says something', () => {
    expect(titleOf('\n```bash\nls -la\n```')).toBe('ls -la')
    expect(titleOf('Fix it\nnow')).toBe('Fix it')
    expect(titleOf('a\u202eb\u0000c\u200b')).toBe('abc')
    expect(titleOf('```\n```')).toBeUndefined()
    expect([...titleOf('x'.repeat(300))!]).toHaveLength(80)
  })

  it('show the beginning and the end of a long output', () => {
    const preview = previewOf(Array.from({ length: 200 }, (_, i) => `${i + 1}`).join('\n') + '\n')
    expect(preview.lines).toHaveLength(12)
    expect(preview.rest.at(-1)).toBe('200')
    expect(preview.hidden).toBe(180)
    expect(previewOf('a\nb\n')).toMatchObject({ lines: ['a', 'b'], hidden: 0 })
  })

  it('say that more follows', () => expect(firstLine('\nls\nid')).toBe('ls …'))
})
