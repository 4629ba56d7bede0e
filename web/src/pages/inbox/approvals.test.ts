import { describe, expect, test } from 'vitest'
import type { Approval, Envelope } from '@/api/types'
import { arranged, lastRows, neighbour, oneLine } from './approvals'

const now = Date.parse('2026-01-02T12:00:00Z')

const approval = (id: string, over: Partial<Approval> = {}): Approval => ({
  id,
  kind: 'tool',
  status: 'pending',
  session_id: 'ses_1',
  workspace_id: 'wrk_1',
  turn_id: 'trn_1',
  tool_use_id: 'evt_1',
  tool: 'bash',
  input: { command: 'ls' },
  input_sha256: '0',
  rule: 'preset careful',
  asked_at: '2026-01-02T10:00:00Z',
  expires_at: '2026-01-03T10:00:00Z',
  decided: null,
  ...over,
})

describe('the inbox', () => {
  test('shows what expires first at the top', () => {
    const all = [approval('a'), approval('b', { expires_at: '2026-01-02T13:00:00Z' }), approval('c', { expires_at: '2026-01-02T15:00:00Z' })]
    expect(arranged('pending', all, now).map(it => it.id)).toEqual(['b', 'c', 'a'])
  })

  test('keeps what was decided for a day, the newest first', () => {
    const decided = (id: string, at: string) => approval(id, { status: 'decided', decided: { result: 'allow', at, by: 'usr_1', reason: null } })
    const all = [decided('old', '2026-01-01T11:00:00Z'), decided('early', '2026-01-02T09:00:00Z'), decided('late', '2026-01-02T11:00:00Z')]
    expect(arranged('decided', all, now).map(it => it.id)).toEqual(['late', 'early'])
  })

  test('knows what expired by its deadline', () => {
    const all = [approval('a', { status: 'expired', expires_at: '2026-01-01T11:00:00Z' }), approval('b', { status: 'expired', expires_at: '2026-01-02T11:00:00Z' })]
    expect(arranged('expired', all, now).map(it => it.id)).toEqual(['b'])
  })

  test('goes to the next and previous one and stops at the ends', () => {
    const all = [approval('a'), approval('b')]
    expect(neighbour(all, undefined, 1)?.id).toBe('a')
    expect(neighbour(all, 'a', 1)?.id).toBe('b')
    expect(neighbour(all, 'b', 1)).toBeUndefined()
    expect(neighbour(all, 'a', -1)).toBeUndefined()
    // Decided meanwhile and gone from the list: begin again at what waits longest.
    expect(neighbour(all, 'c', 1)?.id).toBe('a')
  })

  test('shows the whole input on one line', () => {
    expect(oneLine({ command: 'cd x &&\n  make' })).toBe('cd x && make')
    expect(oneLine({ path: 'a', content: 'b' })).toBe('{"path":"a","content":"b"}')
  })

  test('shows what was said and run before', () => {
    const event = (seq: number, type: string, more: Record<string, unknown>): Envelope => ({ id: `evt_${seq}`, seq, type, actor: { type: 'user', id: 'usr_1' }, at: '2026-01-02T10:00:00Z', ...more })
    const text = (it: string) => ({ content: [{ type: 'text', text: it }] })
    const rows = lastRows([
      event(1, 'user.message', text('one')),
      event(2, 'agent.message', text('two')),
      event(3, 'session.usage', {}),
      event(4, 'user.message', text('three')),
      event(5, 'agent.tool_use', { tool_use_id: 'evt_5', name: 'bash', input: { command: 'make' }, input_sha256: '0', evaluated_permission: 'allow' }),
    ])
    expect(rows.map(it => it.kind)).toEqual(['agent', 'message', 'tool'])
  })
})
