import { useQuery } from '@tanstack/react-query'
import { useHints } from '@/api/live'
import { api } from '@/api/request'
import type { Page, Session, Workspace } from '@/api/types'

const most = 5

/** All pages of a list, up to a thousand entries. */
async function all<T>(to: string, query: Record<string, string | undefined>): Promise<T[]> {
  const found: T[] = []
  let cursor: string | null | undefined
  for (let i = 0; i < most && cursor !== null; i++) {
    const page: Page<T> = await api.get<Page<T>>(to, { ...query, limit: 200, cursor })
    found.push(...page.data)
    cursor = page.next_cursor
  }
  return found
}

export type Doing = { running: number; waiting: number; queued: number }

/** Workspaces of a filter, and what is going on in each of them: the hints of all Workspaces tell of their Sessions too. */
export function useWorkspaces(filter: { q?: string; tag?: string; status?: string }) {
  useHints('workspaces', ['workspaces'], ['doing'])
  useHints('inbox', ['doing'])
  const list = useQuery({ queryKey: ['workspaces', 'all', filter], queryFn: () => all<Workspace>('/workspaces', filter), placeholderData: before => before })
  const doing = useQuery({
    queryKey: ['doing'],
    queryFn: async () => {
      const states = { running: 'running', waiting: 'requires_action', queued: 'queued' } as const
      const counts = new Map<string, Doing>()
      const found = await Promise.all(Object.entries(states).map(async ([name, status]) => [name, await all<Session>('/sessions', { status })] as const))
      for (const [name, sessions] of found) {
        for (const it of sessions) {
          const of = counts.get(it.workspace_id) ?? { running: 0, waiting: 0, queued: 0 }
          of[name as keyof Doing]++
          counts.set(it.workspace_id, of)
        }
      }
      return counts
    },
  })
  return { list, doing: doing.data }
}
