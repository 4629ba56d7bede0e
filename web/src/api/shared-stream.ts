import type { FromTab, ToTab } from './hub'
import type { LiveState } from './stream'
import { isLog, type Listener } from './topics'

/** What a tab needs of a live connection, whether it has one of its own or a share in one. */
export type Live = {
  subscribe: (topic: string, listener: Listener, after?: number) => () => void
  snapshot: () => LiveState
  watch: (watcher: () => void) => () => void
  retry: () => void
  restart: () => void
  stop: (status?: LiveState['status']) => void
}

export type HubPort = { postMessage: (message: FromTab) => void; onmessage: ((event: MessageEvent<ToTab>) => void) | null }

type Subscription = { topic: string; listener: Listener; known: number; leave?: () => void }

/**
 * A tab's share in the connection of the browser.
 *
 * It keeps how far each log was read, so that it can join again after a sleep, or go on alone where the worker fails.
 */
export class SharedStream implements Live {
  private readonly subscriptions = new Map<number, Subscription>()
  private readonly watchers = new Set<() => void>()
  private state: LiveState = { status: 'idle', since: 0, retryAt: undefined, caught: 0, gaps: 0 }
  private next = 0
  private alone: Live | undefined

  constructor(private readonly port: HubPort) {
    port.onmessage = event => this.hear(event.data)
  }

  readonly subscribe = (topic: string, listener: Listener, after = 0): (() => void) => {
    const n = this.next++
    const own: Subscription = { topic, listener, known: after }
    this.subscriptions.set(n, own)
    this.ask(n, own)
    return () => {
      this.subscriptions.delete(n)
      if (this.alone) own.leave?.()
      else this.port.postMessage({ do: 'remove', n })
    }
  }

  readonly snapshot = (): LiveState => this.alone?.snapshot() ?? this.state
  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }
  readonly retry = (): void => (this.alone ? this.alone.retry() : this.port.postMessage({ do: 'retry' }))
  readonly restart = (): void => (this.alone ? this.alone.restart() : this.port.postMessage({ do: 'restart' }))
  readonly stop = (status: LiveState['status'] = 'idle'): void => (this.alone ? this.alone.stop(status) : this.port.postMessage({ do: 'stop', status }))

  /** The page is put away; it may come back. */
  readonly leave = (): void => this.port.postMessage({ do: 'bye' })

  /** Joins again, each log from what is known of it. */
  readonly again = (): void => {
    for (const [n, it] of this.subscriptions) {
      this.ask(n, it)
      if (!isLog(it.topic)) it.listener.hint?.({ topic: it.topic, id: null, version: null })
    }
  }

  /** There is no worker after all. */
  readonly goAlone = (alone: Live): void => {
    this.alone = alone
    alone.watch(() => this.watchers.forEach(it => it()))
    this.again()
  }

  private ask(n: number, own: Subscription): void {
    if (!this.alone) return this.port.postMessage({ do: 'add', n, topic: own.topic, after: own.known })
    const { listener } = own
    own.leave?.()
    own.leave = this.alone.subscribe(own.topic, { ...listener, event: it => this.event(own, it) }, own.known)
  }

  private event(own: Subscription, event: Parameters<NonNullable<Listener['event']>>[0]): void {
    if (event.seq <= own.known) return
    own.known = event.seq
    own.listener.event?.(event)
  }

  private hear(message: ToTab): void {
    if (message.is === 'ping') return this.port.postMessage({ do: 'here' })
    if (message.is === 'forgotten') return this.again()
    if (message.is === 'state') {
      this.state = message.state
      return this.watchers.forEach(it => it())
    }
    const own = this.subscriptions.get(message.n)
    if (!own || this.alone) return
    switch (message.is) {
      case 'event':
        return this.event(own, message.event)
      case 'preview':
        return own.listener.preview?.(message.frame)
      case 'hint':
        return own.listener.hint?.(message.hint)
      case 'refused':
        return own.listener.refused?.(message.code)
      case 'caughtUp':
        return own.listener.caughtUp?.()
      case 'reset':
        own.known = 0
        return own.listener.reset?.()
    }
  }
}
