import { type Frame, frameReader } from './sse'
import { isLog, type Listener, Topics } from './topics'
import type { Envelope } from './types'

/** What the indicator shows. `caught` is how many events came after a time without a connection. */
export type LiveState = {
  status: 'idle' | 'connecting' | 'live' | 'reconnecting' | 'offline' | 'signed-out'
  since: number
  retryAt: number | undefined
  caught: number
  gaps: number
}

export type Surroundings = {
  open: (topics: string, cursor: string | undefined, signal: AbortSignal) => Promise<Response>
  now: () => number
  random: () => number
}

const backoff = [500, 1_000, 2_000, 4_000, 8_000, 15_000]
const deadAfter = 40_000
const offlineAfter = 30_000

/**
 * One live connection: many topics, one cursor.
 *
 * Delivers the events of a log exactly once, in order, without a gap, whatever happens to the connection; a gap that
 * the platform should ever leave is read again and counted. Hints are delivered at least once.
 */
export class LiveStream {
  private readonly topics = new Topics()
  private readonly watchers = new Set<() => void>()
  private state: LiveState = { status: 'idle', since: 0, retryAt: undefined, caught: 0, gaps: 0 }
  private connection: AbortController | undefined
  private connectedTo = ''
  private cursor: string | undefined
  private attempts = 0
  private lostAt: number | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private watchdog: ReturnType<typeof setTimeout> | undefined
  private catching = false

  constructor(private readonly around: Surroundings) {}

  readonly subscribe = (topic: string, listener: Listener, after = 0): (() => void) => {
    const fresh = !this.topics.has(topic) || (isLog(topic) && after < this.topics.known(topic))
    const remove = this.topics.add(topic, listener, after)
    if (fresh) {
      // The cursor wins over what is said of a topic, and it knows nothing of who joined from before it.
      this.cursor = undefined
      this.reconnectSoon()
    }
    return () => {
      if (remove()) this.reconnectSoon()
    }
  }

  get size(): number {
    return this.topics.size
  }

  has(topic: string): boolean {
    return this.topics.has(topic)
  }

  readonly snapshot = (): LiveState => this.state

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  /** Tries at once, for whoever knows that it may work now. */
  readonly retry = (): void => {
    if (this.connection === undefined || this.state.status !== 'live') this.connect()
  }

  /** Somebody signed in: what was known of the last one is not theirs. */
  readonly restart = (): void => {
    this.cursor = undefined
    this.connect()
  }

  readonly stop = (status: LiveState['status'] = 'idle'): void => {
    this.drop()
    this.show({ status, retryAt: undefined })
  }

  private reconnectSoon(): void {
    // Pages come and go in one breath: one connection for what is left of it.
    if (this.state.status === 'signed-out') return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.connect(), 30)
  }

  private drop(): void {
    clearTimeout(this.timer)
    clearTimeout(this.watchdog)
    this.connection?.abort()
    this.connection = undefined
  }

  private connect(): void {
    const names = this.topics.names()
    if (this.connection && names === this.connectedTo && this.state.status === 'live' && !this.behind()) return
    this.drop()
    if (this.topics.size === 0) {
      this.lostAt = undefined
      this.show({ status: 'idle', retryAt: undefined })
      return
    }
    if (names !== this.connectedTo) this.cursor = undefined
    this.connectedTo = names
    const connection = new AbortController()
    this.connection = connection
    if (this.state.status === 'idle') this.show({ status: 'connecting', since: this.around.now() })
    void this.run(connection)
  }

  /** Whether someone joined a log from before where the connection stands. */
  private behind(): boolean {
    return this.topics.wanted().join(',') !== this.lastWanted
  }
  private lastWanted = ''

  private async run(connection: AbortController): Promise<void> {
    const wanted = this.topics.wanted().join(',')
    this.lastWanted = wanted
    try {
      this.guard(connection)
      const answer = await this.around.open(wanted, this.cursor, connection.signal)
      if (connection.signal.aborted) return
      if (!answer.ok || !answer.body) {
        await answer.body?.cancel()
        return this.refused(answer)
      }
      await this.read(answer.body, connection)
    } catch {
      // Whatever broke: it is tried again below.
    }
    if (!connection.signal.aborted) this.lost()
  }

  private refused(answer: Response): void {
    this.connection = undefined
    if (answer.status === 401) return this.stop('signed-out')
    if (answer.status === 409) {
      this.cursor = undefined
      this.topics.resetAll()
    }
    const after = Number(answer.headers.get('Retry-After') ?? NaN)
    this.lost(Number.isFinite(after) ? after * 1000 : undefined)
  }

  private async read(body: ReadableStream<Uint8Array>, connection: AbortController): Promise<void> {
    const away = this.lostAt !== undefined
    this.connected(away)
    const reader = body.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader()
    const frames = frameReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (connection.signal.aborted) return void reader.cancel().catch(() => {})
      if (done) return
      this.guard(connection)
      for (const frame of frames(value)) {
        this.take(frame)
        if (connection.signal.aborted) return
      }
    }
  }

  private connected(away: boolean): void {
    this.attempts = 0
    this.lostAt = undefined
    this.catching = away
    this.show({ status: 'live', since: this.around.now(), retryAt: undefined, caught: 0 })
    if (away) this.topics.hintAll()
  }

  private take(frame: Frame): void {
    const data = JSON.parse(frame.data) as Record<string, unknown>
    const topic = String(data.topic ?? '')
    switch (frame.event) {
      case 'hint':
        this.topics.each(topic, it => it.hint?.({ topic, id: data.id === '*' ? null : String(data.id), version: (data.version as number | null) ?? null }))
        break
      case 'caught_up':
        this.topics.each(topic, it => it.caughtUp?.())
        this.catching = false
        break
      case 'topic_refused':
        // The log is shorter than what was read of it: it is not the one that was read.
        if (data.code === 'beyond-head') this.topics.resetAll(topic)
        this.topics.each(topic, it => it.refused?.(String(data.code)))
        break
      case 'bye':
        this.said(Number(data.reconnect_after_ms ?? 500))
        return
      case 'event_start':
      case 'event_delta':
        this.topics.each(topic, it => it.preview?.(data))
        break
      default:
        if (this.topics.deliver(topic, data as unknown as Envelope)) {
          this.cursor = undefined
          this.show({ gaps: this.state.gaps + 1 })
          this.drop()
          this.lost(0)
          return
        }
        if (this.catching) this.show({ caught: this.state.caught + 1 })
    }
    if (frame.id !== undefined) this.cursor = frame.id
  }

  /** The server said good-bye: that is no failure. */
  private said(after: number): void {
    this.drop()
    this.timer = setTimeout(() => this.connect(), after)
  }

  private lost(after?: number): void {
    this.connection = undefined
    clearTimeout(this.watchdog)
    const now = this.around.now()
    this.lostAt ??= now
    const step = backoff[Math.min(this.attempts++, backoff.length - 1)]!
    const wait = after ?? step * (0.8 + 0.4 * this.around.random())
    const status = now - this.lostAt >= offlineAfter ? 'offline' : 'reconnecting'
    this.show({ status, since: this.lostAt, retryAt: now + wait })
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.connect(), wait)
  }

  private guard(connection: AbortController): void {
    clearTimeout(this.watchdog)
    this.watchdog = setTimeout(() => {
      connection.abort()
      this.lost()
    }, deadAfter)
  }

  private show(change: Partial<LiveState>): void {
    this.state = { ...this.state, ...change }
    this.watchers.forEach(it => it())
  }
}
