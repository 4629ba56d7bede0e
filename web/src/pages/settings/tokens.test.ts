import { describe, expect, it } from 'vitest'
import { emptyDraft, firstCall, newToken, scopeGroups, statusOf } from './tokens'

const now = Date.parse('2026-03-01T12:00:00Z')

describe('a new token', () => {
  it('is asked for with name, rights and an end, and for all Workspaces unless some are named', () => {
    const request = newToken({ ...emptyDraft, name: ' ci ', scopes: new Set(['sessions:read', 'workspaces:read']) }, now)
    expect(request.body).toEqual({ name: 'ci', scopes: ['workspaces:read', 'sessions:read'], expires_at: '2026-05-30T12:00:00.000Z' })
  })

  it('names the Workspaces that were chosen, also when none was: then the platform refuses', () => {
    expect(newToken({ ...emptyDraft, workspaces: new Set(['wrk_1']) }, now).body).toMatchObject({ workspace_ids: ['wrk_1'] })
    expect(newToken({ ...emptyDraft, workspaces: new Set() }, now).body).toMatchObject({ workspace_ids: [] })
  })

  it('says everything in one word', () => {
    expect(newToken({ ...emptyDraft, scopes: new Set(['admin', 'files:read']) }, now).body).toMatchObject({ scopes: ['admin'] })
  })
})

describe('a token', () => {
  it('is valid until it expires or is revoked, whichever comes first', () => {
    expect(statusOf({ revoked_at: null, expires_at: '2026-03-01T12:00:01Z' }, now)).toBe('valid')
    expect(statusOf({ revoked_at: null, expires_at: '2026-03-01T12:00:00Z' }, now)).toBe('expired')
    expect(statusOf({ revoked_at: '2026-02-01T00:00:00Z', expires_at: '2026-01-01T00:00:00Z' }, now)).toBe('revoked')
  })

  it('comes with a line that a shell runs as it is', () => {
    expect(firstCall('adk_1', 'https://desk.example')).toBe("curl -sS 'https://desk.example/api/v1/me' -H 'Authorization: Bearer adk_1'")
  })
})

describe('the rights that one can give away', () => {
  it('are those that one has', () => {
    expect(scopeGroups(['files:read', 'sessions:read', 'sessions:write'])).toEqual([
      ['sessions', ['sessions:read', 'sessions:write']],
      ['files', ['files:read']],
    ])
  })

  it('are all for an administrator', () => {
    expect(scopeGroups(['admin']).flatMap(([, scopes]) => scopes)).toHaveLength(19)
  })
})
