import { describe, expect, it } from 'vitest'
import { ansiRuns } from './ansi'

describe('terminal output', () => {
  it('keeps colours and weights', () => {
    expect(ansiRuns('a\u001b[1;31mb\u001b[0mc')).toEqual([{ text: 'a' }, { text: 'b', bold: true, fg: 'red' }, { text: 'c' }])
    expect(ansiRuns('\u001b[38;5;196mx\u001b[48;2;0;0;200my')).toEqual([
      { text: 'x', fg: 'red' },
      { text: 'y', fg: 'red', bg: 'blue' },
    ])
  })

  it('shows what would move, ask or set the title as plain characters', () => {
    const shown = ansiRuns('\u001b[2J\u001b]0;owned\u0007\u001b]52;c;QQ==\u0007\u001b[6n\r\u0008').filter(it => it.shown)
    expect(shown.map(it => it.text)).toEqual(['␛[2J', '␛]0;owned␇', '␛]52;c;QQ==␇', '␛[6n', '␍', '␈'])
    expect(ansiRuns('\u001b').map(it => it.text)).toEqual(['␛'])
  })

  it('lets no control character through', () => {
    const all = Array.from({ length: 160 }, (_, i) => String.fromCharCode(i)).join('')
    expect(ansiRuns(all).map(it => it.text).join('')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
  })

  it('is quick with a long hostile line', () => {
    const started = performance.now()
    ansiRuns('\u001b]'.repeat(50_000) + 'x'.repeat(100_000))
    expect(performance.now() - started).toBeLessThan(1_500)
  })
})
