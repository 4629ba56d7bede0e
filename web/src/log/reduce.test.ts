import { describe, expect, it } from 'vitest'
import type { Envelope } from '@/api/types'
import { arrange } from './arrange'
import { Reducer, reduce } from './reduce'
import type { FootRow, MessageRow, ToolRow } from './rows'

let seq = 0
const start = Date.parse('2026-03-01T10:00:00Z')

function event(type: string, more: Record<string, unknown> = {}): Envelope {
  seq++
  return { id: `evt_${seq}`, seq, type, session_id: 'ses_1', workspace_id: 'wrk_1', actor: { type: 'user', id: 'usr_1' }, at: new Date(start + seq * 1000).toISOString(), ...more }
}
const said = (words: string) => event('user.message', { content: [{ type: 'text', text: words }] })
const began = (turn: string, ids: string[]) => event('session.status_running', { turn_id: turn, event_ids: ids, config_version: 3 })
const asked = (turn: string, name = 'bash', more: Record<string, unknown> = {}) => {
  const it = event('agent.tool_use', { turn_id: turn, name, input: { command: 'ls' }, input_sha256: 'ab', evaluated_permission: 'allow', ...more })
  return { ...it, tool_use_id: it.id } as Envelope
}
const result = (use: Envelope, more: Record<string, unknown> = {}) =>
  event('agent.tool_result', { turn_id: use.turn_id, tool_use_id: use.id, outcome: 'completed', is_error: false, exit_code: 0, duration_ms: 5, output: { head: 'x', size: 1, truncated: false }, ...more })
const ended = (turn: string, type = 'end_turn') => event('session.status_idle', { turn_id: turn, stop_reason: { type }, usage: { input_tokens: 0, output_tokens: 0, cost_usd: null, tool_calls: 1 } })

/** A turn with everything: taken message, decided approval, a failure, steering, an end. */
function recorded(): Envelope[] {
  seq = 0
  const log: Envelope[] = [event('desk.session_opened', { origin: { type: 'user' } })]
  const add = (it: Envelope) => (log.push(it), it)
  const first = add(said('one'))
  add(event('desk.turn_claimed', { turn_id: 'trn_1', generation: 1 }))
  add(began('trn_1', [first.id]))
  const ask = add(asked('trn_1', 'bash', { evaluated_permission: 'ask', approval_id: 'apr_1' }))
  add(event('session.status_idle', { turn_id: 'trn_1', stop_reason: { type: 'requires_action', event_ids: [ask.id] } }))
  const queued = add(said('two'))
  add(event('user.tool_confirmation', { turn_id: 'trn_1', tool_use_id: ask.id, approval_id: 'apr_1', result: 'allow', remember: 'once' }))
  add(event('session.status_running', { turn_id: 'trn_1', event_ids: [], config_version: 3 }))
  add(event('span.tool_started', { turn_id: 'trn_1', tool_use_id: ask.id }))
  add(result(ask))
  const bad = add(asked('trn_1'))
  add(event('span.tool_started', { turn_id: 'trn_1', tool_use_id: bad.id }))
  add(result(bad, { outcome: 'failed', is_error: true, exit_code: 1 }))
  add(event('agent.message', { turn_id: 'trn_1', content: [{ type: 'text', text: 'done' }] }))
  add(event('session.usage', { turn_id: 'trn_1' }))
  add(ended('trn_1'))
  add(event('desk.message_edited', { event_id: queued.id, content: [{ type: 'text', text: 'two!' }] }))
  add(began('trn_2', [queued.id]))
  return log
}

describe('log → rows', () => {
  it('shows the same rows however the events came', () => {
    const log = recorded()
    const whole = reduce(log)
    for (const size of [1, 2, 5]) {
      const reducer = new Reducer()
      for (let i = 0; i < log.length; i += size) reducer.add(log.slice(i, i + size))
      expect(reducer.rows()).toEqual(whole)
    }
  })

  it('takes nothing twice', () => {
    const log = recorded()
    expect(new Reducer().add(log).add(log.slice(3)).rows()).toEqual(reduce(log))
  })

  it('makes one row of a tool call, its decision, start and result', () => {
    const rows = reduce(recorded())
    const tools = rows.filter((it): it is ToolRow => it.kind === 'tool')
    expect(tools.map(it => it.state)).toEqual(['completed', 'failed'])
    expect(tools[0]).toMatchObject({ decision: { result: 'allow' }, exitCode: 0, resultSeq: 11 })
    expect(rows.find((it): it is FootRow => it.kind === 'foot')).toMatchObject({ stopReason: 'end_turn', steps: 2, failed: 1, durationMs: 13_000 })
  })

  it('waits for a person until somebody decided', () => {
    const log = recorded()
    const before = new Reducer().add(log.slice(0, 7))
    expect(before.standing()).toMatchObject({ running: undefined, asking: ['evt_5'], waiting: 1 })
    expect(new Reducer().add(log).standing()).toMatchObject({ running: 'trn_2', asking: [], waiting: 0, lastSeq: log.length })
  })

  it('says which message a later turn took, and with what text', () => {
    const rows = reduce(recorded())
    expect(rows.find((it): it is MessageRow => it.kind === 'message' && it.seq === 7)).toMatchObject({ text: 'two!', edited: true, state: 'taken', turnId: 'trn_2' })
    const turns = rows.filter(it => it.kind === 'turn')
    expect(turns.map(it => [it.how, it.takes])).toEqual([
      ['started', []],
      ['resumed', []],
      ['started', [{ seq: 7, text: 'two!' }]],
    ])
  })

  it('leads from every event to the row that shows it', () => {
    const reducer = new Reducer().add(recorded())
    expect(reducer.keyOf(11)).toBe('evt_5')
    expect(reducer.keyOf(6)).toBe('evt_5')
    expect(reducer.keyOf(2)).toBe('evt_2')
  })

  it('may begin in the middle', () => {
    const log = recorded()
    const rows = reduce(log.slice(10))
    expect(rows.map(it => it.kind)).toEqual(['tool', 'agent', 'foot', 'turn'])
  })

  it('keeps the rows that an event does not concern', () => {
    const log = recorded()
    const reducer = new Reducer().add(log.slice(0, 12))
    const before = [...reducer.rows()]
    reducer.add(log.slice(12))
    before.slice(0, 4).forEach((it, i) => expect(reducer.rows()[i]).toBe(it))
  })

  it('keeps one plan of a turn, and says of a model only what went wrong', () => {
    seq = 0
    const log = [
      began('trn_1', []),
      event('span.model_request_start', { turn_id: 'trn_1', model: 'large' }),
      event('agent.plan', { turn_id: 'trn_1', items: [{ content: 'build', status: 'in_progress' }] }),
      event('span.model_request_end', { turn_id: 'trn_1', is_error: false, retries: 0 }),
      event('agent.plan', { turn_id: 'trn_1', items: [{ content: 'build', status: 'completed' }] }),
      event('span.model_request_end', { turn_id: 'trn_1', is_error: false, retries: 2 }),
      event('agent.context_compacted', { turn_id: 'trn_1', summary: 'So far.', tokens_before: 150_000 }),
      event('agent.thinking', { turn_id: 'trn_1', content: [], redacted: true }),
    ]
    const rows = reduce(log)
    expect(rows.map(it => [it.kind, it.seq])).toEqual([['turn', 1], ['plan', 3], ['note', 6], ['note', 7], ['thinking', 8]])
    expect(rows[1]).toMatchObject({ items: [{ content: 'build', status: 'completed' }] })
    expect(rows.slice(2)).toMatchObject([{ note: 'model' }, { note: 'compacted', data: { summary: 'So far.' } }, { redacted: true, text: '' }])
    expect(new Reducer().add(log).keyOf(5)).toBe('plan:trn_1')
  })

  it('waits with a question until it is answered', () => {
    seq = 0
    const turn = began('trn_1', [])
    const question = asked('trn_1', 'ask_user', { input: { questions: [{ question: 'Which?' }] }, evaluated_permission: 'ask', approval_id: 'apr_1' })
    const before = new Reducer().add([turn, question])
    expect(before.standing().asking).toEqual([question.id])
    before.add([event('user.answer', { turn_id: 'trn_1', question_id: question.id, approval_id: 'apr_1', answers: ['the second'] })])
    expect(before.standing().asking).toEqual([])
    expect(before.rows().at(-1)).toMatchObject({ kind: 'tool', answers: ['the second'] })
  })

  it('shows what it does not know instead of hiding it', () => {
    seq = 0
    expect(reduce([event('desk.something_new', { x: 1 })])[0]).toMatchObject({ kind: 'note', note: 'unknown', type: 'desk.something_new', data: { x: 1 } })
    seq = 0
    expect(reduce([event('user.message', { erased: true })])[0]).toMatchObject({ kind: 'note', note: 'erased' })
  })

  it('reads 20,000 events quickly', () => {
    seq = 0
    const log: Envelope[] = []
    for (let turn = 0; turn < 1_000; turn++) {
      const message = said('go')
      log.push(message, began(`trn_${turn}`, [message.id]))
      for (let i = 0; i < 8; i++) {
        const use = asked(`trn_${turn}`)
        log.push(use, result(use))
      }
      log.push(event('agent.message', { turn_id: `trn_${turn}`, content: [] }), ended(`trn_${turn}`))
    }
    const started = performance.now()
    expect(reduce(log).length).toBe(12_000)
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})

describe('what is shown', () => {
  const turnOf = (steps: number, end: boolean): Envelope[] => {
    seq = 0
    const message = said('go')
    const log = [message, began('trn_1', [message.id])]
    for (let i = 0; i < steps; i++) {
      const use = asked('trn_1')
      log.push(use, result(use, i === 0 ? { outcome: 'failed', exit_code: 2 } : {}))
    }
    if (end) log.push(event('agent.message', { turn_id: 'trn_1', content: [{ text: 'so' }] }), ended('trn_1'))
    return log
  }
  const kinds = (log: Envelope[], open: string[] = []) => arrange(reduce(log), new Set(open)).map(it => it.kind)

  it('folds the steps of an ended turn and leaves its last words open', () => {
    expect(kinds(turnOf(9, true))).toEqual(['message', 'turn', 'fold', 'agent', 'foot'])
    expect(arrange(reduce(turnOf(9, true)), new Set())[2]).toMatchObject({ steps: 9, failed: 1, ms: 20_000, running: false })
    expect(kinds(turnOf(9, true), ['fold:trn_1'])).toHaveLength(5 + 9)
  })

  it('leaves two steps as they are', () => expect(kinds(turnOf(2, true))).toEqual(['message', 'turn', 'tool', 'tool', 'agent', 'foot']))

  it('shows the last three steps of a running turn', () => expect(kinds(turnOf(9, false))).toEqual(['message', 'turn', 'fold', 'tool', 'tool', 'tool']))

  it('makes one line of reads', () => {
    seq = 0
    const log: Envelope[] = []
    for (let i = 0; i < 3; i++) {
      const use = asked('trn_1', 'read')
      log.push(use, result(use))
    }
    expect(kinds(log)).toEqual(['reads'])
  })
})
