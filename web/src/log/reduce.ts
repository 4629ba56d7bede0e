import type { Envelope } from '@/api/types'
import type { AgentRow, FootRow, MessageRow, NoteKind, Output, PlanRow, Row, Standing, ThinkingRow, ToolRow, ToolState, TurnRow, UsageTotals } from './rows'

type Turn = { startedAt: string | undefined; tools: Set<string>; ended: boolean }

const text = (content: unknown): string => (Array.isArray(content) ? content.map(it => (typeof it?.text === 'string' ? it.text : '')).join('\n\n') : '')
const string = (value: unknown) => (typeof value === 'string' ? value : undefined)
const number = (value: unknown) => (typeof value === 'number' ? value : undefined)

/** What only says something about a row that is there, and what nobody needs to see. */
const silent = new Set(['desk.turn_claimed', 'session.usage', 'span.model_request_start'])

const notes: Record<string, NoteKind> = {
  'desk.session_opened': 'opened',
  'session.updated': 'titled',
  'user.interrupt': 'interrupted',
  'session.status_rescheduled': 'rescheduled',
  'session.error': 'error',
  'agent.context_compacted': 'compacted',
  'desk.queue_paused': 'queue_paused',
  'desk.queue_resumed': 'queue_resumed',
  'desk.queue_reordered': 'reordered',
  'desk.message_promoted': 'promoted',
  'session.status_terminated': 'archived',
  'session.deleted': 'deleted',
  'desk.session_undeleted': 'undeleted',
  'desk.session_erased': 'erased',
  'desk.shared': 'shared',
  'desk.share_revoked': 'unshared',
  'desk.forked': 'forked',
}

/**
 * Events in order of `seq` become rows; live, from history and shared it is this one function.
 *
 * Law: the rows depend on the events and on nothing else, neither on how many came at once nor on the clock. Rows that
 * an event does not concern stay the same objects. The log may begin in the middle; what belongs to rows before it is
 * then left out.
 */
export class Reducer {
  private readonly list: Row[] = []
  private readonly at = new Map<string, number>()
  private readonly turns = new Map<string, Turn>()
  private readonly waitingMessages = new Set<string>()
  /** The row that shows an event, for links to it. */
  private readonly shownBy = new Map<number, string>()
  private running: string | undefined
  private last = 0
  private paused = false

  add(events: readonly Envelope[]): this {
    for (const it of events) {
      if (it.seq <= this.last) continue
      this.last = it.seq
      this.take(it)
    }
    return this
  }

  rows(): readonly Row[] {
    return this.list
  }

  keyOf(seq: number): string | undefined {
    return this.shownBy.get(seq)
  }

  standing(): Standing {
    const asking = this.list.filter((it): it is ToolRow => it.kind === 'tool' && it.state === 'waiting').map(it => it.toolUseId)
    return { running: this.running, asking, lastSeq: this.last, waiting: this.waitingMessages.size, paused: this.paused }
  }

  private take(e: Envelope): void {
    if (e.erased === true) return this.push({ ...this.note(e, 'erased') })
    switch (e.type) {
      case 'user.message':
        this.waitingMessages.add(e.id)
        return this.push(this.message(e))
      case 'desk.message_edited':
        return this.change(e, String(e.event_id), (it: MessageRow) => ({ ...it, text: text(e.content), edited: true }))
      case 'desk.message_removed':
        this.waitingMessages.delete(String(e.event_id))
        return this.change(e, String(e.event_id), (it: MessageRow) => ({ ...it, state: 'removed' }))
      case 'session.status_running':
        return this.turnRuns(e)
      case 'session.status_idle':
        return this.turnRests(e)
      case 'agent.tool_use':
      case 'agent.mcp_tool_use':
        this.turn(e.turn_id)?.tools.add(string(e.tool_use_id) ?? e.id)
        return this.push(toolRow(e))
      case 'span.tool_started':
        return this.change(e, String(e.tool_use_id), (it: ToolRow) => ({ ...it, state: 'running', startedAt: e.at }))
      case 'agent.tool_result':
      case 'agent.mcp_tool_result':
        return this.change(e, String(e.tool_use_id), (it: ToolRow) => finished(it, e))
      case 'user.tool_confirmation':
        return this.change(e, String(e.tool_use_id), (it: ToolRow) => decided(it, e))
      case 'desk.approval_expired':
        return this.change(e, String(e.tool_use_id), (it: ToolRow) => ({ ...it, state: 'expired' }))
      case 'user.answer':
        return this.change(e, String(e.question_id), (it: ToolRow) => ({ ...it, state: 'requested', answers: Array.isArray(e.answers) ? e.answers.map(String) : [] }))
      case 'agent.plan':
        return this.plan(e)
      case 'span.model_request_end':
        // What the turn shows anyway needs no row; trouble does.
        return e.is_error === true || (number(e.retries) ?? 0) > 0 ? this.push(this.note(e, 'model')) : undefined
      case 'agent.message':
        return this.push(agentRow(e, 'agent'))
      case 'agent.thinking':
        return this.push(agentRow(e, 'thinking'))
      case 'desk.queue_paused':
      case 'desk.queue_resumed':
        this.paused = e.type === 'desk.queue_paused'
        return this.push(this.note(e, notes[e.type]!))
      case 'user.interrupt':
        this.paused ||= e.queue_paused === true
        return this.push(this.note(e, 'interrupted'))
      default:
        if (!silent.has(e.type)) this.push(this.note(e, notes[e.type] ?? 'unknown'))
    }
  }

  private push(row: Row): void {
    this.at.set(row.key, this.list.length)
    this.shownBy.set(row.seq, row.key)
    this.list.push(row)
  }

  /** Changes the row of another event; where that one lies before the log that is known, nothing is shown. */
  private change<R extends Row>(e: Envelope, key: string, how: (row: R) => Row): void {
    const index = this.at.get(key)
    if (index === undefined) return
    this.list[index] = how(this.list[index] as R)
    this.shownBy.set(e.seq, key)
  }

  private turn(id: string | undefined): Turn | undefined {
    if (id === undefined) return undefined
    const known = this.turns.get(id) ?? { startedAt: undefined, tools: new Set<string>(), ended: false }
    this.turns.set(id, known)
    return known
  }

  private message(e: Envelope): MessageRow {
    return {
      kind: 'message',
      key: e.id,
      seq: e.seq,
      at: e.at,
      actor: e.actor,
      text: text(e.content),
      state: 'waiting',
      edited: false,
      runId: string(e.run_id),
      takenAt: undefined,
      turnId: undefined,
    }
  }

  private plan(e: Envelope): void {
    const items = (Array.isArray(e.items) ? e.items : []).map(it => ({ content: String(it?.content ?? ''), status: String(it?.status ?? 'pending') }))
    const key = `plan:${e.turn_id ?? ''}`
    if (this.at.has(key)) return this.change(e, key, (it: PlanRow) => ({ ...it, items }))
    this.push({ kind: 'plan', key, seq: e.seq, at: e.at, turnId: e.turn_id, items })
  }

  private turnRuns(e: Envelope): void {
    const turnId = String(e.turn_id)
    const turn = this.turn(turnId)!
    const known = turn.startedAt !== undefined
    turn.startedAt ??= e.at
    this.running = turnId
    const ids = Array.isArray(e.event_ids) ? (e.event_ids as string[]) : []
    const last = this.list.at(-1)
    const takes: TurnRow['takes'] = []
    for (const id of ids) {
      this.waitingMessages.delete(id)
      const index = this.at.get(id)
      if (index === undefined) continue
      const row = this.list[index] as MessageRow
      this.list[index] = { ...row, state: 'taken', takenAt: e.seq, turnId }
      if (row !== last) takes.push({ seq: row.seq, text: row.text })
    }
    const how = !known ? 'started' : ids.length > 0 ? 'joined' : 'resumed'
    this.push({ kind: 'turn', key: e.id, seq: e.seq, at: e.at, turnId, configVersion: number(e.config_version), takes, how })
  }

  private turnRests(e: Envelope): void {
    const reason = e.stop_reason as { type?: string; event_ids?: string[] } | undefined
    this.running = undefined
    // That a turn waits for a person is what its tool calls show.
    if (reason?.type === 'requires_action') {
      const first = reason.event_ids?.[0]
      if (first !== undefined && this.at.has(first)) this.shownBy.set(e.seq, first)
      return
    }
    const turnId = String(e.turn_id)
    const turn = this.turn(turnId)!
    turn.ended = true
    const own = [...turn.tools].map(it => this.at.get(it)).filter(it => it !== undefined)
    for (const index of own) {
      const row = this.list[index] as ToolRow
      if (row.state === 'requested' || row.state === 'waiting' || row.state === 'running') this.list[index] = { ...row, state: 'ended' }
    }
    this.push({
      kind: 'foot',
      key: e.id,
      seq: e.seq,
      at: e.at,
      turnId,
      stopReason: reason?.type ?? 'end_turn',
      durationMs: turn.startedAt === undefined ? undefined : Date.parse(e.at) - Date.parse(turn.startedAt),
      usage: e.usage as UsageTotals | undefined,
      steps: own.length,
      failed: own.filter(it => failedStates.has((this.list[it] as ToolRow).state)).length,
    } satisfies FootRow)
  }

  private note(e: Envelope, note: NoteKind): Row {
    const { id, seq, type, session_id, workspace_id, turn_id, actor, at, correlation_id, causation_id, ...data } = e
    void [session_id, workspace_id, correlation_id, causation_id]
    return { kind: 'note', key: id, seq, at, turnId: turn_id, note, type, actor, text: string(data.message) ?? string(data.title), data }
  }
}

export const failedStates: ReadonlySet<ToolState> = new Set(['failed', 'denied', 'expired', 'unknown_effect', 'output_limit'])

/** All rows of a log at once. */
export const reduce = (events: readonly Envelope[]): readonly Row[] => new Reducer().add(events).rows()

function toolRow(e: Envelope): ToolRow {
  const permission = string(e.evaluated_permission) ?? 'allow'
  return {
    kind: 'tool',
    key: string(e.tool_use_id) ?? e.id,
    seq: e.seq,
    at: e.at,
    turnId: e.turn_id,
    toolUseId: string(e.tool_use_id) ?? e.id,
    name: string(e.name) ?? '?',
    server: string(e.server),
    input: (e.input ?? {}) as Record<string, unknown>,
    inputSha256: string(e.input_sha256) ?? '',
    permission,
    rule: string(e.rule),
    approvalId: string(e.approval_id),
    expiresAt: string(e.expires_at),
    state: permission === 'ask' ? 'waiting' : permission === 'deny' ? 'denied' : 'requested',
    startedAt: undefined,
    resultSeq: undefined,
    output: undefined,
    exitCode: undefined,
    durationMs: undefined,
    answers: undefined,
    decision: undefined,
  }
}

function finished(row: ToolRow, e: Envelope): ToolRow {
  const outcome = string(e.outcome)
  const exitCode = number(e.exit_code)
  const plain: ToolState = e.is_error === true || (exitCode !== undefined && exitCode !== 0) ? 'failed' : 'completed'
  const state: ToolState =
    row.state === 'expired'
      ? 'expired'
      : outcome === 'denied'
        ? 'denied'
        : outcome === 'interrupted_unknown_effect'
          ? 'unknown_effect'
          : outcome === 'output_limit'
            ? 'output_limit'
            : outcome === 'failed'
              ? 'failed'
              : plain
  return { ...row, state, resultSeq: e.seq, output: e.output as Output | undefined, exitCode, durationMs: number(e.duration_ms) }
}

function decided(row: ToolRow, e: Envelope): ToolRow {
  const result = e.result === 'deny' ? 'deny' : 'allow'
  return {
    ...row,
    state: result === 'deny' ? 'denied' : 'requested',
    decision: { result, by: e.actor, at: e.at, reason: string(e.deny_message), remember: string(e.remember) ?? 'once' },
  }
}

function agentRow(e: Envelope, kind: 'agent' | 'thinking'): AgentRow | ThinkingRow {
  const said = text(e.content) || string(e.text) || ''
  const row = { key: e.id, seq: e.seq, at: e.at, turnId: e.turn_id, text: said }
  return kind === 'agent' ? { kind, ...row, interrupted: e.interrupted === true } : { kind, ...row, redacted: e.redacted === true }
}
