import { queryOptions } from '@tanstack/react-query'
import { api, path } from './request'
import type { Page } from './types'

export type Spec = { cron?: string | null; time_zone?: string | null; dst?: string | null; every?: string | null; offset?: string | null; at?: string | null }

/** A text, a prompt of the library, or a command of the Workspace. */
export type Task = { prompt?: string | null; prompt_id?: string | null; version?: number | null; command?: string | null; variables?: Record<string, string> | null }

export type Schedule = {
  id: string
  workspace_id: string
  name: string
  status: 'active' | 'paused' | 'disabled' | 'ended' | (string & {})
  spec: Spec
  task: Task
  overlap: string
  catch_up: { window: string; mode: string }
  jitter: string
  start_at: string | null
  end_at: string | null
  max_runs: number | null
  pause_after_failures: number
  on_busy: string
  session: string
  enabled: boolean
  paused: { reason: string | null; at?: string; by?: unknown } | null
  next: { nominal_at: string; due_at: string } | null
  version: number
  created_at: string
  updated_at: string
}

export type Occurrence = { nominal_at: string; local: string; dst: 'normal' | 'gap' | 'overlap' | (string & {}) }

export type Run = {
  id: string
  source: { type: string; id: string }
  workspace_id: string
  nominal_at?: string | null
  decided_at: string
  actual_at: string | null
  outcome: string
  resolved: { status: string; at: string; code: string | null; turn_id: string | null } | null
  reason: { code: string; text: string; refs: string[] }
  session_id: string | null
  delivery_id: string | null
  cost_usd: string | null
  depth: number
  overdue: boolean
}

export type Connector = {
  id: string
  kind: string
  name: string
  sources: string[]
  types: string[]
  enabled: boolean
  version: number
  ingest_url: string | null
  topic: string | null
  scheme?: string | null
  secrets?: { id?: string; last_matched_at?: string | null; [more: string]: unknown }[]
  created_at: string
}

export type Route = {
  id: string
  connector_id: string
  name: string
  workspace_id: string
  filter: string
  prompt: string
  on_busy: string
  enabled: boolean
  version: number
}

export type Delivery = {
  id: string
  connector_id: string
  status: string
  received_at: string
  method?: string | null
  path?: string | null
  query?: string | null
  headers?: unknown
  address?: string | null
  event: { id: string; source: string; type: string; subject: string | null } | null
  media_type: string
  size: number
  verification: { scheme: string; verdict: string }
  dedupe: { key: string; duplicate_of: string | null }
  routes: { route_id: string; route_version: number; verdict: string; trace: { expr: string; value: string | null }[]; warnings: string[]; run_id: string | null }[]
  runs: string[]
  reason: { code: string } | string | null
  replay_of?: string | null
  replays?: string[]
  erased: boolean
}

export type DryRun = { examined: number; matched_now: number; matched_before: number; newly_matched: string[]; no_longer: string[]; job_id: string | null }

export type Rejection = { id: string; at: string; address: string; method: string; reason: string; header_names: string[]; size: number; count: number }

export const askSchedules = (workspaceId: string) =>
  queryOptions({ queryKey: ['schedules', workspaceId], queryFn: async () => (await api.get<Page<Schedule>>(path`/workspaces/${workspaceId}/schedules`, { limit: 200 })).data })

export const askSchedule = (id: string) => queryOptions({ queryKey: ['schedules', 'one', id], queryFn: () => api.get<Schedule>(path`/schedules/${id}`) })

export const askRuns = (filter: { workspace_id?: string; outcome?: string; source?: string }, limit = 100) =>
  queryOptions({ queryKey: ['runs', filter, limit], queryFn: () => api.get<Page<Run>>('/runs', { ...filter, limit }) })

export const askConnectors = () => queryOptions({ queryKey: ['connectors'], queryFn: async () => (await api.get<Page<Connector>>('/connectors', { limit: 200 })).data })
