import { describe, expect, it } from 'vitest'
import { hides, pieces } from './safe'

const badges = (text: string) => pieces(text).flatMap(it => it.badge ?? [])

describe('foreign text', () => {
  it('stays as it is when all of it can be seen', () => {
    for (const text of ['rm -rf /tmp/x', 'Grüße, мир, 日本', 'a\tb\nc\r\nd', '👩‍💻 ❤️ 1️⃣']) expect(badges(text)).toEqual([])
  })

  it('shows what turns text around', () => {
    expect(badges('rm \u202Etxt.exe\u202C \u2066x\u2069 \u061C')).toEqual(['RLO', 'PDF', 'LRI', 'PDI', 'U+061C'])
  })

  it('shows what nobody sees', () => {
    expect(badges('a\u200Bb\u00ADc\u2060d\uFEFFe\u{E0041}f')).toEqual(['ZWSP', 'SHY', 'WJ', 'BOM', 'U+E0041'])
    expect(badges('git\u200Dpush')).toEqual(['ZWJ'])
  })

  it('shows control characters, a lone carriage return too', () => {
    expect(badges('a\u001b[2Jb\rc\u0007\u009b')).toEqual(['ESC', 'CR', 'BEL', 'U+009B'])
  })

  it('loses nothing', () => {
    const text = 'x\u202Ey\u200Bz👩‍💻'
    expect(pieces(text).map(it => it.text).join('')).toBe(text)
    expect(hides(text)).toBe(true)
  })
})
