// What the platform answers with, as far as the pages use it. Enums in answers are open: hence `| (string & {})`.

type Open<T extends string> = T | (string & {})

export type Page<T> = { data: T[]; next_cursor: string | null }

export type Me = {
  id: string
  type: Open<'user' | 'token'>
  name: string
  role: Open<'admin' | 'member'>
  account_id: string
  scopes: string[]
  workspace_ids: string[] | null
  csrf_token: string | null
  has_password: boolean | null
  /** Whether setting another password asks for the present one. */
  needs_current_password: boolean | null
}

export type WorkspaceStatus = Open<'created' | 'starting' | 'running' | 'stopping' | 'stopped' | 'failed' | 'deleted' | 'erased'>

export type Workspace = {
  id: string
  name: string | null
  slug: string | null
  description: string | null
  tags: string[]
  status: WorkspaceStatus
  status_reason: string | null
  isolation: { tier: string; enforced: string[]; not_enforced: string[] } | null
  config_version: number
  engine: string | null
  owner: string
  principal_id: string
  version: number
  created_at: string
  created_by: string
  updated_at: string
  last_seq: number
}

export type SessionStatus = Open<'idle' | 'queued' | 'running' | 'requires_action' | 'archived' | 'deleted' | 'erased'>

export type Usage = { input_tokens: number; output_tokens: number; cost_usd: string | null; tool_calls: number }

export type Session = {
  id: string
  workspace_id: string
  title: string | null
  metadata: Record<string, string>
  status: SessionStatus
  waiting_for: Open<'workspace' | 'slot' | 'configuration' | 'hold'> | null
  stop_reason: { type: string } | null
  origin: { type: string; id: string | null }
  run_id: string | null
  parent_id: string | null
  config_version: number | null
  turn_id: string | null
  usage: Usage
  last_seq: number
  queue_length: number
  queue_paused: boolean
  pending_approvals: number
  attention: boolean
  created_at: string
  created_by: string
  updated_at: string
  archived_at: string | null
  deleted_at: string | null
  erased_at: string | null
}

export type Approval = {
  id: string
  kind: Open<'tool' | 'question'>
  status: Open<'pending' | 'decided' | 'expired' | 'cancelled'>
  session_id: string
  workspace_id: string
  turn_id: string
  tool_use_id: string
  tool: string
  input: Record<string, unknown>
  input_sha256: string
  rule: string
  asked_at: string
  expires_at: string
  decided: { result: string | null; at: string; by: string; reason: string | null } | null
}

export type Capabilities = {
  version: string
  engines: { kind: string; preset?: string; available: boolean; reason?: string | null }[]
  environments: { provider: string; tier: string; available: boolean; enforced: string[]; reason?: string | null }[]
  limits: Record<string, unknown>
  features: string[]
}

/** An event as every log and stream shows it; the payload lies beside these members. */
export type Envelope = {
  id: string
  seq: number
  type: string
  session_id?: string
  workspace_id?: string
  turn_id?: string
  actor: { type: string; id: string; on_behalf_of?: string }
  at: string
  correlation_id?: string
  causation_id?: string
  [payload: string]: unknown
}
