import { type LiveState, LiveStream, type Surroundings } from './stream'
import type { Hint } from './topics'
import type { Envelope } from './types'

/** What a tab says to the connection that all tabs share. `n` is the tab's own number of a subscription. */
export type FromTab =
  | { do: 'add'; n: number; topic: string; after: number }
  | { do: 'remove'; n: number }
  | { do: 'retry' | 'restart' | 'here' | 'bye' }
  | { do: 'stop'; status: LiveState['status'] }

/** What a tab is told. `forgotten`: it was taken for closed, and says again what it listens to. */
export type ToTab =
  | { is: 'event'; n: number; event: Envelope }
  | { is: 'preview'; n: number; frame: Record<string, unknown> }
  | { is: 'hint'; n: number; hint: Hint }
  | { is: 'refused'; n: number; code: string }
  | { is: 'caughtUp' | 'reset'; n: number }
  | { is: 'state'; state: LiveState }
  | { is: 'ping' }
  | { is: 'forgotten' }

/** The worker's end of one tab. */
export type Port = { postMessage: (message: ToTab) => void }

type Tab = { subscriptions: Map<number, () => void>; heard: number; gone: boolean }

/** The platform takes no more topics on one connection. */
const mostTopics = 20
export const pingEvery = 60_000
const goneAfter = 150_000

const worst: readonly LiveState['status'][] = ['signed-out', 'offline', 'reconnecting', 'connecting', 'live', 'idle']

/**
 * The live connection of a browser: all its tabs listen through one.
 *
 * A browser has six connections to one origin, and a tab needs some of them to ask anything. More topics than one
 * connection takes open another. A tab that says nothing for long is taken for closed; if it was only asleep, it is told
 * so and joins again from what it has.
 */
export class Hub {
  private readonly streams: LiveStream[] = []
  private readonly tabs = new Map<Port, Tab>()

  constructor(private readonly around: Surroundings) {}

  join(port: Port): void {
    this.keep(port, false)
    port.postMessage({ is: 'state', state: this.state() })
  }

  private keep(port: Port, gone: boolean): Tab {
    const tab: Tab = { subscriptions: new Map(), heard: this.around.now(), gone }
    this.tabs.set(port, tab)
    return tab
  }

  hear(port: Port, message: FromTab): void {
    const tab = this.tabs.get(port) ?? this.keep(port, true)
    tab.heard = this.around.now()
    if (tab.gone) {
      tab.gone = false
      return port.postMessage({ is: 'forgotten' })
    }
    switch (message.do) {
      case 'add':
        return this.add(port, tab, message)
      case 'remove':
        tab.subscriptions.get(message.n)?.()
        return void tab.subscriptions.delete(message.n)
      case 'retry':
        return this.streams.forEach(it => it.retry())
      case 'restart':
        return this.streams.forEach(it => it.restart())
      case 'stop':
        return this.streams.forEach(it => it.stop(message.status))
      case 'bye':
        return this.forget(tab)
    }
  }

  /** To be called now and then: asks every tab whether it is there, and forgets those that did not say so. */
  readonly ping = (): void => {
    for (const [port, tab] of this.tabs) {
      if (this.around.now() - tab.heard > goneAfter) {
        this.forget(tab)
        this.tabs.delete(port)
      } else port.postMessage({ is: 'ping' })
    }
  }

  private forget(tab: Tab): void {
    tab.subscriptions.forEach(leave => leave())
    tab.subscriptions.clear()
  }

  private add(port: Port, tab: Tab, { n, topic, after }: { n: number; topic: string; after: number }): void {
    tab.subscriptions.get(n)?.()
    const leave = this.streamFor(topic).subscribe(
      topic,
      {
        event: event => port.postMessage({ is: 'event', n, event }),
        preview: frame => port.postMessage({ is: 'preview', n, frame }),
        hint: hint => port.postMessage({ is: 'hint', n, hint }),
        caughtUp: () => port.postMessage({ is: 'caughtUp', n }),
        refused: code => port.postMessage({ is: 'refused', n, code }),
        reset: () => port.postMessage({ is: 'reset', n }),
      },
      after,
    )
    tab.subscriptions.set(n, leave)
  }

  private streamFor(topic: string): LiveStream {
    const found = this.streams.find(it => it.has(topic)) ?? this.streams.find(it => it.size < mostTopics)
    if (found) return found
    const fresh = new LiveStream(this.around)
    fresh.watch(this.tell)
    this.streams.push(fresh)
    return fresh
  }

  private readonly tell = (): void => {
    const state = this.state()
    for (const port of this.tabs.keys()) port.postMessage({ is: 'state', state })
  }

  /** Of all connections that of which there is most to say. */
  private state(): LiveState {
    const all = this.streams.map(it => it.snapshot())
    const shown = worst.map(status => all.find(it => it.status === status)).find(it => it !== undefined)
    const idle: LiveState = { status: 'idle', since: 0, retryAt: undefined, caught: 0, gaps: 0 }
    const sum = (of: (it: LiveState) => number) => all.reduce((total, it) => total + of(it), 0)
    return { ...(shown ?? idle), caught: sum(it => it.caught), gaps: sum(it => it.gaps) }
  }
}
