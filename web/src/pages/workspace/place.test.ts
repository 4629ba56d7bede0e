import { describe, expect, it } from 'vitest'
import { placeOf } from './place'

describe('a place in a workspace', () => {
  it('is a conversation with a tab beside it', () => {
    expect(placeOf({ slug: 'ci', ses: 'ses_1' }, { bench: 'files/src/a.ts' })).toEqual({ slug: 'ci', sessionId: 'ses_1', tab: undefined, bench: { name: 'files', sub: 'src/a.ts' }, listOnly: false })
    expect(placeOf({ slug: 'ci', ses: 'ses_1' }, { bench: 'none' }).bench).toBe('none')
  })

  it('is a tab on the whole page that knows the conversation it came from', () => {
    expect(placeOf({ slug: 'ci', tab: 'terminal', _splat: 'trm_1' }, { session: 'ses_1' })).toMatchObject({ sessionId: 'ses_1', tab: { name: 'terminal', sub: 'trm_1' } })
  })
})
