import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type FromTab, Hub, type Port, type ToTab } from './hub'
import { SharedStream } from './shared-stream'
import { LiveStream } from './stream'
import type { Envelope } from './types'

/** A browser: one hub, tabs that talk to it through queues, and connections that the test writes to. */
function browser() {
  const connections: { topics: string; write: (topic: string, seq: number) => void; hint: (topic: string) => void; open: boolean }[] = []
  const around = {
    open: async (topics: string, _: string | undefined, signal: AbortSignal) => {
      let controller: ReadableStreamDefaultController<Uint8Array>
      const body = new ReadableStream<Uint8Array>({ start: it => void (controller = it) })
      const put = (text: string) => controller.enqueue(new TextEncoder().encode(text))
      const own = {
        topics,
        open: true,
        write: (topic: string, seq: number) => put(`id: c\nevent: agent.message\ndata: ${JSON.stringify({ topic, seq, id: `evt_${seq}`, type: 'agent.message' })}\n\n`),
        hint: (topic: string) => put(`id: c\nevent: hint\ndata: ${JSON.stringify({ topic, id: '*', version: null })}\n\n`),
      }
      signal.addEventListener('abort', () => (own.open = false))
      connections.push(own)
      return new Response(body, { status: 200 })
    },
    now: () => Date.now(),
    random: () => 0.5,
  }
  const hub = new Hub(around)
  const tab = () => {
    let awake = true
    const own: { postMessage: (it: FromTab) => void; onmessage: ((event: MessageEvent<ToTab>) => void) | null } = {
      postMessage: it => void (awake && hub.hear(port, it)),
      onmessage: null,
    }
    const port: Port = { postMessage: it => void (awake && own.onmessage?.({ data: it } as MessageEvent<ToTab>)) }
    const stream = new SharedStream(own)
    hub.join(port)
    return { stream, sleep: () => void (awake = false), wake: () => void (awake = true) }
  }
  return { hub, tab, connections, around, open: () => connections.filter(it => it.open) }
}

const settle = () => vi.advanceTimersByTimeAsync(50)
const numbers = () => {
  const seen: number[] = []
  return { seen, listener: { event: (it: Envelope) => void seen.push(it.seq) } }
}

describe('the live connection that tabs share', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is one, and tells each tab what it listens to', async () => {
    const { tab, open } = browser()
    const [a, b] = [numbers(), numbers()]
    const [first, second] = [tab(), tab()]
    first.stream.subscribe('session:ses_a', a.listener, 0)
    second.stream.subscribe('session:ses_a', b.listener, 0)
    second.stream.subscribe('inbox', {})
    await settle()
    expect(open()).toHaveLength(1)
    expect(open()[0]!.topics).toBe('inbox,session:ses_a@0')
    open()[0]!.write('session:ses_a', 1)
    await settle()
    expect([a.seen, b.seen]).toEqual([[1], [1]])
    expect(first.stream.snapshot().status).toBe('live')
  })

  it('gives a tab that joins later the log from where it stands, and no other tab anything twice', async () => {
    const { tab, open } = browser()
    const [a, b] = [numbers(), numbers()]
    tab().stream.subscribe('session:ses_a', a.listener, 0)
    await settle()
    open()[0]!.write('session:ses_a', 1)
    await settle()
    tab().stream.subscribe('session:ses_a', b.listener, 0)
    await settle()
    expect(open()[0]!.topics).toBe('session:ses_a@0')
    open()[0]!.write('session:ses_a', 1)
    open()[0]!.write('session:ses_a', 2)
    await settle()
    expect([a.seen, b.seen]).toEqual([[1, 2], [1, 2]])
  })

  it('opens another for more topics than one takes', async () => {
    const { tab, open } = browser()
    const { stream } = tab()
    for (let i = 0; i < 21; i++) stream.subscribe(`sessions:wrk_${i}`, {})
    await settle()
    expect(open().map(it => it.topics.split(',').length)).toEqual([20, 1])
  })

  it('forgets a tab that is gone; one that was only asleep comes back without a hole', async () => {
    const { hub, tab, open } = browser()
    const asleep = numbers()
    const hints = vi.fn()
    const sleeper = tab()
    tab().stream.subscribe('inbox', {})
    sleeper.stream.subscribe('session:ses_a', asleep.listener, 0)
    sleeper.stream.subscribe('inbox', { hint: hints })
    await settle()
    open()[0]!.write('session:ses_a', 1)
    await settle()
    sleeper.sleep()
    for (let minutes = 0; minutes < 4; minutes++) {
      open()[0]!.hint('inbox')
      hub.ping()
      await vi.advanceTimersByTimeAsync(60_000)
    }
    expect(open().at(-1)!.topics).toBe('inbox')
    sleeper.wake()
    sleeper.stream.retry()
    await settle()
    expect(open().at(-1)!.topics).toBe('inbox,session:ses_a@1')
    expect(hints).toHaveBeenLastCalledWith({ topic: 'inbox', id: null, version: null })
    open().at(-1)!.write('session:ses_a', 2)
    await settle()
    expect(asleep.seen).toEqual([1, 2])
  })

  it('is left with all that a tab listens to when its page goes, and joined again when it comes back', async () => {
    const { tab, open } = browser()
    const { stream } = tab()
    stream.subscribe('inbox', {})
    await settle()
    stream.leave()
    await settle()
    expect(open()).toHaveLength(0)
    stream.again()
    await settle()
    expect(open().map(it => it.topics)).toEqual(['inbox'])
  })

  it('is replaced by one of the tab itself where there is no worker', async () => {
    const { around, connections } = browser()
    const stream = new SharedStream({ postMessage: () => {}, onmessage: null })
    const { seen, listener } = numbers()
    stream.subscribe('session:ses_a', listener, 4)
    stream.goAlone(new LiveStream(around))
    await settle()
    expect(connections[0]!.topics).toBe('session:ses_a@4')
    connections[0]!.write('session:ses_a', 5)
    await settle()
    expect(seen).toEqual([5])
    expect(stream.snapshot().status).toBe('live')
  })
})
