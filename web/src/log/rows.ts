// What a conversation looks like, row by row. Made by `Reducer` from events and by nothing else.

export type Output = { head: string; tail?: string; size: number; sha256?: string; truncated: boolean; href?: string }

export type MessageRow = {
  kind: 'message'
  key: string
  seq: number
  at: string
  actor: { type: string; id: string }
  text: string
  /** waiting: nobody took it yet; taken: a turn has it; removed: a person took it back. */
  state: 'waiting' | 'taken' | 'removed'
  edited: boolean
  runId: string | undefined
  /** The number of the event by which a turn took it. */
  takenAt: number | undefined
  turnId: string | undefined
}

export type TurnRow = {
  kind: 'turn'
  key: string
  seq: number
  at: string
  turnId: string
  configVersion: number | undefined
  /** Messages that the turn took and that do not stand right above it. */
  takes: { seq: number; text: string }[]
  how: 'started' | 'joined' | 'resumed'
}

export type ToolState = 'requested' | 'waiting' | 'running' | 'completed' | 'failed' | 'denied' | 'expired' | 'unknown_effect' | 'output_limit' | 'ended'

export type ToolRow = {
  kind: 'tool'
  key: string
  seq: number
  at: string
  turnId: string | undefined
  toolUseId: string
  name: string
  server: string | undefined
  input: Record<string, unknown>
  inputSha256: string
  permission: string
  rule: string | undefined
  approvalId: string | undefined
  expiresAt: string | undefined
  state: ToolState
  startedAt: string | undefined
  resultSeq: number | undefined
  output: Output | undefined
  exitCode: number | undefined
  durationMs: number | undefined
  /** What people said to a question. */
  answers: readonly string[] | undefined
  decision: { result: 'allow' | 'deny'; by: { type: string; id: string }; at: string; reason: string | undefined; remember: string } | undefined
}

export type AgentRow = { kind: 'agent'; key: string; seq: number; at: string; turnId: string | undefined; text: string; interrupted: boolean }
export type ThinkingRow = { kind: 'thinking'; key: string; seq: number; at: string; turnId: string | undefined; text: string; redacted: boolean }

/** The agent's plan as it stands; a turn has one row of it, which changes. */
export type PlanRow = { kind: 'plan'; key: string; seq: number; at: string; turnId: string | undefined; items: readonly { content: string; status: string }[] }

export type NoteKind =
  | 'opened'
  | 'titled'
  | 'interrupted'
  | 'rescheduled'
  | 'model'
  | 'compacted'
  | 'error'
  | 'queue_paused'
  | 'queue_resumed'
  | 'promoted'
  | 'reordered'
  | 'archived'
  | 'deleted'
  | 'undeleted'
  | 'erased'
  | 'shared'
  | 'unshared'
  | 'forked'
  | 'unknown'

export type NoteRow = {
  kind: 'note'
  key: string
  seq: number
  at: string
  turnId: string | undefined
  note: NoteKind
  type: string
  actor: { type: string; id: string }
  text: string | undefined
  data: Record<string, unknown>
}

export type UsageTotals = { input_tokens: number; output_tokens: number; cost_usd: string | null; tool_calls: number }

export type FootRow = {
  kind: 'foot'
  key: string
  seq: number
  at: string
  turnId: string
  stopReason: string
  durationMs: number | undefined
  usage: UsageTotals | undefined
  steps: number
  failed: number
}

export type Row = MessageRow | TurnRow | ToolRow | AgentRow | ThinkingRow | PlanRow | NoteRow | FootRow

/** What the log says of the Session as a whole. */
export type Standing = {
  running: string | undefined
  /** Tool calls that wait for a decision, oldest first. */
  asking: readonly string[]
  lastSeq: number
  waiting: number
  paused: boolean
}
