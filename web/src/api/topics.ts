import type { Envelope } from './types'

/** "Something about this changed": ask again. Without an id: anything may have, after a time without a connection. */
export type Hint = { topic: string; id: string | null; version: number | null }

/** What a page wants to hear of one topic. Events come exactly once and in order of `seq`. */
export type Listener = {
  event?: (event: Envelope) => void
  /** Text of an event that is still being written: best effort, in no log. */
  preview?: (frame: Record<string, unknown>) => void
  hint?: (hint: Hint) => void
  /** All that was there when the connection was made has come. */
  caughtUp?: () => void
  /** The topic is not there, or not yours to see. */
  refused?: (code: string) => void
  /** The log is not the one that was read so far: read it anew. */
  reset?: () => void
}

type Subscription = { listener: Listener; known: number }

/** Logs carry every event under a number; the others only hint. */
export const isLog = (topic: string) => topic.startsWith('session:') || topic.startsWith('workspace:')

/**
 * Who listens to what, and how far each has read. Pure bookkeeping: what is delivered twice is dropped, what is
 * missing is noticed.
 */
export class Topics {
  private readonly topics = new Map<string, Set<Subscription>>()

  get size(): number {
    return this.topics.size
  }

  /** @param after the last number that is known already; only for logs */
  add(topic: string, listener: Listener, after: number): () => boolean {
    const own = { listener, known: after }
    const all = this.topics.get(topic) ?? new Set()
    this.topics.set(topic, all.add(own))
    return () => {
      all.delete(own)
      if (all.size === 0 && this.topics.get(topic) === all) this.topics.delete(topic)
      return all.size === 0
    }
  }

  has(topic: string): boolean {
    return this.topics.has(topic)
  }

  /** The last number that every listener of the topic has. */
  known(topic: string): number {
    return Math.min(...[...(this.topics.get(topic) ?? [])].map(it => it.known))
  }

  /** As the `topics` parameter wants it; sorted, so that the same set reads the same. */
  wanted(): string[] {
    return [...this.topics.keys()].sort().map(it => (isLog(it) ? `${it}@${this.known(it)}` : it))
  }

  names(): string {
    return [...this.topics.keys()].sort().join(',')
  }

  /** @returns whether a number is missing: then nothing was delivered to that listener */
  deliver(topic: string, event: Envelope): boolean {
    let gap = false
    for (const it of this.topics.get(topic) ?? []) {
      if (event.seq <= it.known) continue
      if (event.seq > it.known + 1) {
        gap = true
        continue
      }
      it.known = event.seq
      it.listener.event?.(event)
    }
    return gap
  }

  each(topic: string, tell: (listener: Listener) => void): void {
    for (const it of this.topics.get(topic) ?? []) tell(it.listener)
  }

  /** After a time without a connection hints may have been lost. */
  hintAll(): void {
    for (const topic of this.topics.keys()) {
      if (!isLog(topic)) this.each(topic, it => it.hint?.({ topic, id: null, version: null }))
    }
  }

  /** @param only this one */
  resetAll(only?: string): void {
    for (const [topic, all] of this.topics) {
      if (!isLog(topic) || (only !== undefined && topic !== only)) continue
      for (const it of all) {
        it.known = 0
        it.listener.reset?.()
      }
    }
  }
}
