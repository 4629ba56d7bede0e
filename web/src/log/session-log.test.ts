import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Envelope } from '@/api/types'
import type { Listener } from '@/api/topics'
import { reduce } from './reduce'
import { SessionLog } from './session-log'

const fixture = vi.hoisted(() => ({ pages: vi.fn<(before: number | undefined) => Promise<Envelope[]>>(), live: {} as Listener }))

vi.mock('@/api/live', () => ({
  stream: {
    subscribe: (_: string, listener: Listener) => {
      fixture.live = listener
      return () => {}
    },
  },
}))
vi.mock('@/api/request', async original => ({
  ...(await original<object>()),
  api: { get: async (_: string, query: { before?: number }) => ({ data: (await fixture.pages(query.before)).toReversed() }) },
}))

const titled = (seq: number): Envelope => ({
  id: `evt_${seq}`,
  seq,
  type: 'session.updated',
  session_id: 'ses_1',
  workspace_id: 'wrk_1',
  actor: { type: 'user', id: 'usr_1' },
  at: new Date(Date.UTC(2026, 2, 1) + seq * 1000).toISOString(),
  title: `title ${seq}`,
})
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => titled(first + i))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test.each([1, 750, 900])('what comes live while %i older events are reduced has its row', async older => {
  const log = new SessionLog('ses_1')
  fixture.pages.mockResolvedValueOnce(from(older + 1, older + 250))
  await log.open()

  // The page of older events is there, and being reduced, when what came live is flushed: both are due at once, in this order.
  fixture.pages.mockImplementationOnce(() => new Promise(resolve => setTimeout(() => resolve(from(1, older)), 50)))
  const read = log.older()
  fixture.live.event?.(titled(older + 251))
  await vi.runAllTimersAsync()
  await read

  expect(log.snapshot().rows).toEqual(reduce(from(1, older + 251)))
  log.close()
})
