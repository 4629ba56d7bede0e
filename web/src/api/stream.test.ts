import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveStream } from './stream'
import type { Envelope } from './types'

/** A platform that the test drives: every connection is recorded and can be written to and cut. */
function platform() {
  const connections: { topics: string; cursor: string | undefined; write: (text: string) => void; end: () => void }[] = []
  let status = 200
  const stream = new LiveStream({
    open: async (topics, cursor, signal) => {
      if (status !== 200) return new Response(null, { status })
      let controller: ReadableStreamDefaultController<Uint8Array>
      const body = new ReadableStream<Uint8Array>({ start: it => void (controller = it) })
      signal.addEventListener('abort', () => {
        try {
          controller.error(new Error('aborted'))
        } catch {
          // It had ended.
        }
      })
      connections.push({
        topics,
        cursor,
        write: text => controller.enqueue(new TextEncoder().encode(text)),
        end: () => controller.close(),
      })
      return new Response(body, { status: 200 })
    },
    now: () => Date.now(),
    random: () => 0.5,
  })
  return { stream, connections, answer: (code: number) => void (status = code) }
}

const event = (topic: string, seq: number) =>
  `id: c${seq}\nevent: agent.message\ndata: ${JSON.stringify({ topic, seq, id: `evt_${seq}`, type: 'agent.message' })}\n\n`

const settle = () => vi.advanceTimersByTimeAsync(50)

describe('the live stream', () => {
  it('tells of what is being written without counting it as an event', async () => {
    const { stream, connections } = platform()
    const seen: (number | string)[] = []
    stream.subscribe('session:ses_a', { event: (it: Envelope) => seen.push(it.seq), preview: it => seen.push(String(it.type)) }, 0)
    await settle()
    connections[0]!.write(event('session:ses_a', 1))
    connections[0]!.write(`event: event_start\ndata: ${JSON.stringify({ topic: 'session:ses_a', type: 'event_start', event: { id: 'evt_2', type: 'agent.message' } })}\n\n`)
    connections[0]!.write(event('session:ses_a', 2))
    await settle()
    expect(seen).toEqual([1, 'event_start', 2])
    expect(stream.snapshot().gaps).toBe(0)
  })


  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('delivers every event once and in order across a cut', async () => {
    const { stream, connections } = platform()
    const seen: number[] = []
    stream.subscribe('session:ses_a', { event: (it: Envelope) => seen.push(it.seq) }, 3)
    await settle()
    expect(connections[0]!.topics).toBe('session:ses_a@3')
    connections[0]!.write(event('session:ses_a', 4) + event('session:ses_a', 5))
    await settle()
    connections[0]!.end()
    await settle()
    expect(stream.snapshot().status).toBe('reconnecting')
    await vi.advanceTimersByTimeAsync(600)
    expect(connections[1]).toMatchObject({ topics: 'session:ses_a@5', cursor: 'c5' })
    connections[1]!.write(event('session:ses_a', 5) + event('session:ses_a', 6))
    await settle()
    expect(seen).toEqual([4, 5, 6])
    expect(stream.snapshot()).toMatchObject({ status: 'live', gaps: 0, caught: 2 })
  })

  it('reads again from the last good number when one is missing', async () => {
    const { stream, connections } = platform()
    const seen: number[] = []
    stream.subscribe('session:ses_a', { event: it => seen.push(it.seq) })
    await settle()
    connections[0]!.write(event('session:ses_a', 1) + event('session:ses_a', 3))
    await settle()
    expect(seen).toEqual([1])
    expect(stream.snapshot().gaps).toBe(1)
    expect(connections[1]).toMatchObject({ topics: 'session:ses_a@1', cursor: undefined })
  })

  it('forgets the cursor when somebody joins a log from before it', async () => {
    const { stream, connections } = platform()
    stream.subscribe('session:ses_a', {}, 3)
    await settle()
    connections[0]!.write(event('session:ses_a', 4))
    await settle()
    const seen: number[] = []
    stream.subscribe('session:ses_a', { event: it => seen.push(it.seq) }, 1)
    await settle()
    expect(connections[1]).toMatchObject({ topics: 'session:ses_a@1', cursor: undefined })
    connections[1]!.write([2, 3, 4, 5].map(it => event('session:ses_a', it)).join(''))
    await settle()
    expect(seen).toEqual([2, 3, 4, 5])
  })

  it('reads a log anew that is shorter than what was read of it', async () => {
    const { stream, connections } = platform()
    const reset = vi.fn()
    stream.subscribe('session:ses_a', { reset }, 30)
    await settle()
    connections[0]!.write('event: topic_refused\ndata: {"topic":"session:ses_a","code":"beyond-head"}\n\n')
    await settle()
    expect(reset).toHaveBeenCalledOnce()
  })

  it('makes one connection of many topics and hints after a time away', async () => {
    const { stream, connections } = platform()
    const hints: (string | null)[] = []
    stream.subscribe('workspaces', { hint: it => hints.push(it.id) })
    stream.subscribe('inbox', {})
    await settle()
    expect(connections.map(it => it.topics)).toEqual(['inbox,workspaces'])
    connections[0]!.write('event: hint\ndata: {"topic":"workspaces","id":"wrk_1","version":2}\n\n')
    await settle()
    connections[0]!.end()
    await vi.advanceTimersByTimeAsync(700)
    expect(hints).toEqual(['wrk_1', null])
  })

  it('takes silence of 40 seconds for a dead connection', async () => {
    const { stream, connections } = platform()
    stream.subscribe('inbox', {})
    await settle()
    await vi.advanceTimersByTimeAsync(39_000)
    connections[0]!.write(': heartbeat\n\n')
    await vi.advanceTimersByTimeAsync(39_000)
    expect(connections).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(connections).toHaveLength(2)
  })

  it('waits longer each time, says offline after 30 seconds and stops when signed out', async () => {
    const { stream, answer } = platform()
    answer(503)
    stream.subscribe('inbox', {})
    await settle()
    expect(stream.snapshot().status).toBe('reconnecting')
    await vi.advanceTimersByTimeAsync(40_000)
    expect(stream.snapshot().status).toBe('offline')
    answer(401)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(stream.snapshot().status).toBe('signed-out')
  })

  it('comes back without alarm when the platform says good-bye', async () => {
    const { stream, connections } = platform()
    stream.subscribe('inbox', {})
    await settle()
    connections[0]!.write('event: bye\ndata: {"code":"draining","reconnect_after_ms":200}\n\n')
    await settle()
    expect(stream.snapshot().status).toBe('live')
    await vi.advanceTimersByTimeAsync(250)
    expect(connections).toHaveLength(2)
  })
})
