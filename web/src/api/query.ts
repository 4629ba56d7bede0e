import { QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { asProblem } from './problem'
import { api, path } from './request'
import type { Approval, Capabilities, Me, Page, Session, Workspace } from './types'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The stream says what changed; asking again by the clock or by focus would only be noise.
      staleTime: 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (count, error) => asProblem(error).retryable && count < 2,
    },
    mutations: { retry: false },
  },
})

/** The questions that more than one page asks; keys begin with what the hints of the stream name. */
export const ask = {
  me: () => queryOptions({ queryKey: ['me'], queryFn: () => api.get<Me>('/me'), staleTime: Infinity }),
  capabilities: () => queryOptions({ queryKey: ['capabilities'], queryFn: () => api.get<Capabilities>('/capabilities') }),
  workspaces: (filter: { q?: string; tag?: string; status?: string } = {}) =>
    queryOptions({ queryKey: ['workspaces', filter], queryFn: () => api.get<Page<Workspace>>('/workspaces', { ...filter, limit: 200 }) }),
  workspace: (idOrSlug: string) =>
    queryOptions({ queryKey: ['workspace', idOrSlug], queryFn: () => api.get<Workspace>(path`/workspaces/${idOrSlug}`) }),
  sessions: (workspaceId: string, filter: { status?: string; origin?: string; q?: string } = {}) =>
    queryOptions({
      queryKey: ['sessions', workspaceId, filter],
      queryFn: () => api.get<Page<Session>>('/sessions', { workspace_id: workspaceId, ...filter, limit: 200 }),
    }),
  session: (id: string) => queryOptions({ queryKey: ['session', id], queryFn: () => api.get<Session>(path`/sessions/${id}`) }),
  approvals: (filter: { status?: string; workspace_id?: string } = {}) =>
    queryOptions({ queryKey: ['approvals', filter], queryFn: () => api.get<Page<Approval>>('/approvals', { ...filter, limit: 200 }) }),
}

export const useMe = () => useQuery(ask.me())

/** Whether the person may do this; what one may not do is absent, not disabled. */
export function useMay(scope: string): boolean {
  const me = useMe().data
  return me !== undefined && (me.scopes.includes(scope) || me.scopes.includes('admin') || me.scopes.includes('*'))
}

/** Whether this instance can that at all; what it can't is absent from the pages. */
export function useFeature(name: string): boolean {
  return useQuery(ask.capabilities()).data?.features.includes(name) ?? false
}
