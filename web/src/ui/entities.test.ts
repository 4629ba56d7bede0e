import { describe, expect, it } from 'vitest'
import { decodeNamedCharacterReference } from './entities'

describe('decodeNamedCharacterReference', () => {
  it.each([
    ['amp', '&'],
    ['lt', '<'],
    ['nbsp', '\u00a0'],
    ['frac12', '½'],
    ['Omega', 'Ω'],
    ['nothing', false],
    ['constructor', false],
    ['__proto__', false],
  ])('knows %s as %s', (name, expected) => {
    expect(decodeNamedCharacterReference(name)).toBe(expected)
  })
})
