import { describe, expect, it } from 'vitest'
import type { Session } from '@/api/types'
import { grouped } from './sessions'

const now = Date.parse('2026-03-10T12:00:00')
const session = (id: string, more: Partial<Session> = {}) => ({ id, status: 'idle', pending_approvals: 0, parent_id: null, updated_at: new Date(now - 1000).toISOString(), ...more }) as Session

describe('the list of sessions', () => {
  it('puts what needs a person first', () => {
    const groups = grouped(
      [
        session('old', { updated_at: '2026-01-01T00:00:00Z' }),
        session('now'),
        session('asks', { status: 'requires_action' }),
        session('asks-too', { status: 'running', pending_approvals: 1 }),
        session('runs', { status: 'running' }),
        session('gone', { status: 'deleted' }),
        session('kept', { status: 'archived' }),
      ],
      now,
    )
    expect(groups.map(it => [it.name, it.entries.map(e => e.session.id)])).toEqual([
      ['needs', ['asks', 'asks-too']],
      ['running', ['runs']],
      ['today', ['now']],
      ['earlier', ['old']],
      ['archived', ['kept']],
    ])
  })

  it('indents children below their parent', () => {
    const groups = grouped([session('p'), session('c', { parent_id: 'p', status: 'running' }), session('g', { parent_id: 'c' })], now)
    expect(groups[0]!.entries.map(it => [it.session.id, it.depth])).toEqual([
      ['p', 0],
      ['c', 1],
      ['g', 2],
    ])
  })
})
