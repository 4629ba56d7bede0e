import { queryOptions } from '@tanstack/react-query'
import { api, path } from './request'
import type { Page } from './types'

export type Subscription = {
  id: string
  url: string
  status: 'active' | 'paused' | 'disabled' | (string & {})
  events: string[]
  workspace_ids: string[]
  enabled: boolean
  paused: { code: string; at: string } | null
  secrets: { id: string; added_at: string }[]
  secret: string | null
  created_at: string
}

export type Attempt = {
  id: string
  message_id: string
  event_id: string
  event_type: string
  number: number
  at: string
  duration_ms: number
  outcome: 'delivered' | 'failed' | 'gave_up' | (string & {})
  status: number | null
  error: string | null
  next_at: string | null
}

export type Hold = {
  id: string
  scope: 'instance' | 'team' | 'workspace' | (string & {})
  workspace_id: string | null
  team_id: string | null
  what: string[]
  reason: string
  until: string | null
  placed_at: string
  placed_by: string
}

export const askSubscriptions = () => queryOptions({ queryKey: ['subscriptions'], queryFn: async () => (await api.get<Page<Subscription>>('/subscriptions', { limit: 200 })).data })

export const askSubscription = (id: string) => queryOptions({ queryKey: ['subscriptions', 'one', id], queryFn: () => api.get<Subscription>(path`/subscriptions/${id}`) })

/** They come and go while nobody looks: nothing of the stream says when. */
export const askAttempts = (id: string) =>
  queryOptions({ queryKey: ['subscriptions', 'attempts', id], queryFn: async () => (await api.get<Page<Attempt>>(path`/subscriptions/${id}/attempts`, { limit: 100 })).data, refetchInterval: 3_000 })

/** A hold may also end by itself, so it is looked at from time to time. */
export const askHolds = () => queryOptions({ queryKey: ['holds'], queryFn: async () => (await api.get<Page<Hold>>('/holds')).data, refetchInterval: 30_000 })
