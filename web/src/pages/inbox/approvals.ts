import { queryOptions } from '@tanstack/react-query'
import { api, path } from '@/api/request'
import type { Approval, Envelope, Page } from '@/api/types'
import { Reducer } from '@/log/reduce'
import type { AgentRow, MessageRow, ToolRow } from '@/log/rows'

export const lists = ['pending', 'decided', 'expired'] as const
export type List = (typeof lists)[number]

/** How long what is over stays in the inbox. */
const kept = 24 * 3_600_000

/** What waits by its deadline, what is over by its end, newest first and for a day. */
export function arranged(list: List, all: readonly Approval[], now: number): Approval[] {
  if (list === 'pending') return all.toSorted((a, b) => Date.parse(a.expires_at) - Date.parse(b.expires_at) || a.id.localeCompare(b.id))
  const over = (it: Approval) => Date.parse(list === 'decided' ? (it.decided?.at ?? it.asked_at) : it.expires_at)
  return all.filter(it => now - over(it) < kept).toSorted((a, b) => over(b) - over(a))
}

/** The entry after or before the shown one; the first one if none is shown. */
export function neighbour(all: readonly Approval[], shown: string | undefined, step: 1 | -1): Approval | undefined {
  const at = all.findIndex(it => it.id === shown)
  return at < 0 ? all[0] : all[at + step]
}

/** The input on one line, whole: what does not fit is cut by the page, not by us. */
export const oneLine = (input: Record<string, unknown>): string => {
  const values = Object.values(input)
  const text = values.length === 1 && typeof values[0] === 'string' ? values[0] : JSON.stringify(input)
  return text.replace(/\s+/g, ' ').trim()
}

export const askOne = (id: string) => queryOptions({ queryKey: ['approvals', 'one', id], queryFn: () => api.get<Approval>(path`/approvals/${id}`) })

export type Before = MessageRow | AgentRow | ToolRow

/** What was said and run right before the question. */
export const askBefore = (approval: Approval) =>
  queryOptions({
    queryKey: ['approval-context', approval.id],
    staleTime: Infinity,
    queryFn: async () => {
      const asked = await api.get<Envelope>(path`/events/${approval.tool_use_id}`)
      const page = await api.get<Page<Envelope>>(path`/sessions/${approval.session_id}/events`, { before: asked.seq, order: 'desc', limit: 30 })
      return lastRows(page.data.toReversed())
    },
  })

export function lastRows(events: readonly Envelope[]): Before[] {
  return new Reducer()
    .add(events)
    .rows()
    .filter((it): it is Before => it.kind === 'message' || it.kind === 'agent' || it.kind === 'tool')
    .slice(-3)
}
