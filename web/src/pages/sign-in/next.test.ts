import { describe, expect, it } from 'vitest'
import { codeOf, safeNext } from './next'

const origin = 'http://localhost:8080'

describe('where one goes after signing in', () => {
  it.each(['/workspaces', '/w/ci-doctor/s/ses_1#e412', '/inbox?status=pending', '/w/a/files/src/a.ts?at=chk_1#L10-L20'])('is a page of ours: %s', next => {
    expect(safeNext(next, origin)).toBe(next)
  })

  it.each([
    '',
    'workspaces',
    '//evil.example/',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    '/sign-in',
    '/sign-in?next=/sign-in',
    '/api/v1/auth/logout',
    '/x/../api/docs',
    '/hooks/con_1',
    '/a\nb',
    '/a\\b',
  ])('is nothing else: %j', next => {
    expect(safeNext(next, origin)).toBeUndefined()
  })

  it('is nothing where nothing was asked for', () => {
    expect(safeNext(undefined, origin)).toBeUndefined()
  })
})

describe('the code of a link', () => {
  it('stands in the fragment', () => {
    expect(codeOf('#code=abc_-1')).toBe('abc_-1')
    expect(codeOf('')).toBeUndefined()
    expect(codeOf('#code=')).toBeUndefined()
    expect(codeOf('#other=1')).toBeUndefined()
  })
})
