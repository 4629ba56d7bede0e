import { describe, expect, it } from 'vitest'
import type { Schedule } from '@/api/automation'
import { blank, bodyOf, draftOf, specOf } from './draft'

const known: Schedule = {
  id: 'sch_1',
  workspace_id: 'wrk_1',
  name: 'nightly',
  status: 'active',
  spec: { cron: '30 2 * * *', time_zone: 'Europe/Berlin', dst: 'literal', every: null, offset: null, at: null },
  task: { prompt: 'Build.' },
  overlap: 'buffer_one',
  catch_up: { window: 'PT2H', mode: 'all' },
  jitter: 'PT0S',
  start_at: null,
  end_at: null,
  max_runs: 5,
  pause_after_failures: 3,
  on_busy: 'enqueue',
  session: 'new',
  enabled: true,
  paused: null,
  next: null,
  version: 2,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
}

describe('a schedule as the form has it', () => {
  it('keeps a task that names a command, unless words take its place', () => {
    const named: Schedule = { ...known, task: { command: 'tidy', prompt: null } }

    expect(bodyOf(draftOf(named, 'UTC'), named)).not.toHaveProperty('task')
    expect(bodyOf({ ...draftOf(named, 'UTC'), prompt: 'Look.' }, named)).toMatchObject({ task: { prompt: 'Look.' } })
  })

  it('sends one rule and leaves to the platform what nobody wrote', () => {
    expect(bodyOf({ ...blank('Europe/Berlin'), name: ' Morning ', prompt: 'Look.' })).toEqual({
      name: 'Morning',
      spec: { cron: '0 9 * * MON-FRI', time_zone: 'Europe/Berlin' },
      task: { prompt: 'Look.' },
      overlap: 'skip',
      session: 'new',
      catch_up: { mode: 'latest' },
    })
  })

  it('keeps of a known one what it does not show', () => {
    const draft = draftOf(known, 'UTC')
    expect(draft).toMatchObject({ kind: 'cron', zone: 'Europe/Berlin', jitter: '', maxRuns: '5', window: 'PT2H' })
    expect(specOf(draft, known.spec)).toEqual({ cron: '30 2 * * *', time_zone: 'Europe/Berlin', dst: 'literal' })
    expect(bodyOf({ ...draft, maxRuns: '' }, known)).toMatchObject({ max_runs: 0, jitter: 'PT0S', pause_after_failures: 3, catch_up: { mode: 'all', window: 'PT2H' } })
  })

  it('takes another rule as a whole', () => {
    expect(specOf({ ...draftOf(known, 'UTC'), kind: 'every', every: 'PT5M' }, known.spec)).toEqual({ every: 'PT5M' })
  })
})
