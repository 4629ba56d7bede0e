import { describe, expect, it } from 'vitest'
import { counts, diffTexts, parseUnified, withContext } from './diff'

describe('differences', () => {
  it('are the fewest lines', () => {
    const lines = diffTexts('a\nb\nc\nd\n', 'a\nx\nc\nd\ne\n')
    expect(counts(lines)).toEqual({ added: 2, removed: 1 })
    expect(lines.map(it => `${it.kind[0]}${it.old ?? ''}/${it.new ?? ''} ${it.text}`)).toEqual(['s1/1 a', 'd2/ b', 'a/2 x', 's3/3 c', 's4/4 d', 'a/5 e'])
  })

  it('mark the words that changed', () => {
    const [del, add] = diffTexts('clock.sleep(10);', 'clock.advance(10);')
    expect(del!.text.slice(...del!.marks![0]!)).toBe('sleep')
    expect(add!.text.slice(...add!.marks![0]!)).toBe('advance')
  })

  it('are read from a unified diff', () => {
    const lines = parseUnified('--- a/x\n+++ b/x\n@@ -10,2 +10,3 @@ f\n same\n-old\n+new\n+more\n\\ No newline at end of file\n')
    expect(lines.map(it => `${it.kind}:${it.old ?? ''}:${it.new ?? ''}`)).toEqual(['hunk::', 'same:10:10', 'del:11:', 'add::11', 'add::12'])
  })

  it('keep three lines around', () => {
    const before = Array.from({ length: 40 }, (_, i) => `l${i}`)
    const after = before.with(5, 'x').with(30, 'y')
    const lines = withContext(diffTexts(before.join('\n'), after.join('\n')))
    expect(lines.filter(it => it.kind === 'hunk')).toHaveLength(1)
    expect(lines.filter(it => it.kind === 'same')).toHaveLength(12)
  })

  it('of huge texts still come', () => {
    const text = (seed: number) => Array.from({ length: 20_000 }, (_, i) => `${(i * seed) % 9973}`).join('\n')
    const started = performance.now()
    expect(counts(diffTexts(text(7), text(11))).added).toBeGreaterThan(0)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
