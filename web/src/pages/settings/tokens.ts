import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, type ApiRequest } from '@/api/request'
import type { Page } from '@/api/types'
import { own } from '@/strings/settings'

export type Token = {
  id: string
  name: string
  scopes: string[]
  workspace_ids: string[] | null
  created_at: string
  expires_at: string
  revoked_at: string | null
  last_used_at: string | null
  last_used_from: string | null
}

export type MadeToken = { id: string; token: string | null; name: string; scopes: string[]; workspace_ids: string[] | null; expires_at: string }

export type TokenDraft = { name: string; scopes: ReadonlySet<string>; workspaces: ReadonlySet<string> | undefined; days: number }

export const emptyDraft: TokenDraft = { name: '', scopes: new Set(['workspaces:read', 'sessions:read']), workspaces: undefined, days: 90 }

export const lives = [7, 30, 90, 180, 365]

export const tokens = () =>
  infiniteQueryOptions({
    queryKey: ['service-tokens'],
    queryFn: ({ pageParam }) => api.get<Page<Token>>('/service-tokens', { cursor: pageParam, limit: 100 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next_cursor ?? undefined,
  })

export type TokenStatus = 'valid' | 'expired' | 'revoked'

export function statusOf(token: Pick<Token, 'revoked_at' | 'expires_at'>, now: number): TokenStatus {
  if (token.revoked_at !== null) return 'revoked'
  return Date.parse(token.expires_at) <= now ? 'expired' : 'valid'
}

/** The scopes that this person can give away, by what they are about; everything is for itself. */
export function scopeGroups(held: readonly string[]): [string, string[]][] {
  const all = Object.keys(own.scopes).filter(it => it !== 'admin')
  const given = held.includes('admin') ? all : all.filter(it => held.includes(it))
  const groups = new Map<string, string[]>()
  for (const it of given) {
    const group = it.slice(0, it.indexOf(':'))
    groups.set(group, [...(groups.get(group) ?? []), it])
  }
  return [...groups]
}

/** What is sent, and what "Copy as curl" prints. In the order of the list, whatever was chosen first. */
export function newToken(draft: TokenDraft, now: number, idempotencyKey?: string): ApiRequest {
  const scopes = draft.scopes.has('admin') ? ['admin'] : Object.keys(own.scopes).filter(it => draft.scopes.has(it))
  return {
    method: 'POST',
    path: '/service-tokens',
    idempotencyKey,
    body: {
      name: draft.name.trim(),
      scopes,
      ...(draft.workspaces ? { workspace_ids: [...draft.workspaces] } : {}),
      expires_at: new Date(now + draft.days * 86_400_000).toISOString(),
    },
  }
}

/** A first call that the token may make; anybody may ask who they are. */
export const firstCall = (token: string, origin: string) => `curl -sS '${origin}/api/v1/me' -H 'Authorization: Bearer ${token}'`
