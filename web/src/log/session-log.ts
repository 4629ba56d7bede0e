import { useEffect, useState, useSyncExternalStore } from 'react'
import { stream } from '@/api/live'
import { asProblem, type Problem } from '@/api/problem'
import { api, path } from '@/api/request'
import type { Envelope, Page } from '@/api/types'
import { arrived, type Preview, previewed, type PreviewFrame } from './previews'
import { Reducer } from './reduce'
import type { Row, Standing } from './rows'

export type LogState = {
  /** A fresh array whenever a row changed. */
  rows: readonly Row[]
  standing: Standing
  /** What is being written just now. */
  previews: readonly Preview[]
  /** The first page is there. */
  ready: boolean
  problem: Problem | undefined
  /** There is more before what is known. */
  more: boolean
  loadingOlder: boolean
}

const firstPage = 250
const warmFor = 10_000

const before = async (id: string, seq: number | undefined, limit: number): Promise<Envelope[]> => {
  const found = await api.get<Page<Envelope>>(path`/sessions/${id}/events`, { order: 'desc', before: seq, limit })
  return found.data.reverse()
}

let warmed: { id: string; at: number; page: Promise<Envelope[]> } | undefined

/** Asks for the end of a log that is about to be opened, while the page around it is still being asked for. */
export function warm(id: string): void {
  if (warmed?.id === id && Date.now() - warmed.at < warmFor) return
  warmed = { id, at: Date.now(), page: before(id, undefined, firstPage) }
  warmed.page.catch(() => (warmed = undefined))
}
const page = 1000
/** Events that are reduced between two frames. */
const atOnce = 1_000
const flushAfter = 50

/**
 * The log of one Session in this page: its last events first, older ones on demand, new ones live.
 *
 * The known part is always one piece up to the newest event, so the reducer never meets a hole.
 */
export class SessionLog {
  private events: Envelope[] = []
  private reducer = new Reducer()
  private buffer: Envelope[] = []
  private previews: readonly Preview[] = []
  private timer: ReturnType<typeof setTimeout> | undefined
  private leave: (() => void) | undefined
  private closed = false
  private readonly watchers = new Set<() => void>()
  private readonly listeners = new Set<(events: readonly Envelope[]) => void>()
  private state: LogState = { rows: [], standing: this.reducer.standing(), previews: [], ready: false, problem: undefined, more: false, loadingOlder: false }

  constructor(readonly id: string) {}

  readonly snapshot = (): LogState => this.state
  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  /** Hears of new events as they come, for what is not in the rows: the queue, the list of Sessions. */
  readonly onEvents = (listener: (events: readonly Envelope[]) => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly keyOf = (seq: number): string | undefined => this.reducer.keyOf(seq)

  /** @param seq an event that must be among what is known, for a link to it */
  readonly open = async (seq?: number): Promise<void> => {
    this.closed = false
    try {
      warm(this.id)
      const last = await warmed!.page
      warmed = undefined
      if (this.closed) return
      this.events = last
      while (seq !== undefined && (this.events[0]?.seq ?? 1) > Math.max(1, seq)) await this.prepend()
      this.rebuild()
      this.show({ ready: true, problem: undefined })
      this.listen()
    } catch (error) {
      if (!this.closed) this.show({ problem: asProblem(error) })
    }
  }

  readonly close = (): void => {
    this.closed = true
    clearTimeout(this.timer)
    this.leave?.()
    this.leave = undefined
  }

  /** Reads the page before what is known; harmless while one is on its way. */
  readonly older = async (): Promise<void> => {
    if (this.state.loadingOlder || !this.state.more) return
    this.show({ loadingOlder: true })
    try {
      await this.prepend()
      await this.rebuildCalmly()
    } finally {
      this.show({ loadingOlder: false })
    }
  }

  /** Makes sure that this event is known. */
  readonly reach = async (seq: number): Promise<void> => {
    while (!this.closed && this.state.ready && (this.events[0]?.seq ?? 1) > seq && seq > 0) {
      const before = this.events[0]?.seq
      await this.older()
      if (before === this.events[0]?.seq) return
    }
  }

  private async prepend(): Promise<void> {
    const first = this.events[0]?.seq
    if (first === undefined || first <= 1) return
    this.events = [...(await before(this.id, first, page)), ...this.events]
  }

  private listen(): void {
    this.leave?.()
    this.leave = stream.subscribe(
      `session:${this.id}`,
      {
        event: it => {
          this.buffer.push(it)
          // One render for all that comes within a breath; a hidden tab has no frames, so a timer it is.
          this.timer ??= setTimeout(this.flush, flushAfter)
        },
        preview: it => {
          this.previews = previewed(this.previews, it as PreviewFrame)
          this.timer ??= setTimeout(this.flush, flushAfter)
        },
        reset: () => void this.open(),
        refused: code => this.show({ problem: asProblem(new Error(code)) }),
      },
      this.events.at(-1)?.seq ?? 0,
    )
  }

  private readonly flush = (): void => {
    this.timer = undefined
    const fresh = this.buffer
    this.buffer = []
    this.previews = arrived(this.previews, fresh)
    // Rows stay the same objects while only previews grow: nothing else is drawn anew.
    if (fresh.length === 0) return this.show({ previews: this.previews })
    this.events.push(...fresh)
    this.reducer.add(fresh)
    this.show({ rows: [...this.reducer.rows()], standing: this.reducer.standing(), previews: this.previews })
    this.listeners.forEach(it => it(fresh))
  }

  private rebuild(): void {
    this.become(new Reducer().add(this.events))
  }

  /** As `rebuild`, in pieces between which the page draws: whoever scrolls through a long log notices nothing. */
  private async rebuildCalmly(): Promise<void> {
    const events = this.events
    const reducer = new Reducer()
    for (let from = 0; from < events.length; ) {
      // By what was there: the last piece may be short, and what comes live is added to the same events.
      const piece = events.slice(from, from + atOnce)
      reducer.add(piece)
      from += piece.length
      await new Promise(resolve => setTimeout(resolve))
      // Opened anew or left meanwhile.
      if (this.closed || this.events !== events) return
    }
    this.become(reducer)
  }

  private become(reducer: Reducer): void {
    this.reducer = reducer
    this.show({ rows: [...this.reducer.rows()], standing: this.reducer.standing(), more: (this.events[0]?.seq ?? 1) > 1 })
  }

  private show(change: Partial<LogState>): void {
    this.state = { ...this.state, ...change }
    this.watchers.forEach(it => it())
  }
}

/** The log of this Session as long as the component shows it. */
export function useSessionLog(id: string, seq?: number): { log: SessionLog; state: LogState } {
  const [log, setLog] = useState(() => new SessionLog(id))
  const now = log.id === id ? log : new SessionLog(id)
  useEffect(() => {
    setLog(now)
    void now.open(seq)
    return now.close
    // The event of the link counts when the Session is opened; later ones are reached within it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id])
  return { log: now, state: useSyncExternalStore(now.watch, now.snapshot) }
}
