import { api, path, url } from '@/api/request'
import { asProblem } from '@/api/problem'
import type { Driver, Told, Viewer } from './types'

/** The screen that a connection writes to; writes are shown in their order, `done` when one is. */
export type Canvas = {
  write(data: Uint8Array | string, done?: () => void): void
  resize(cols: number, rows: number): void
}

export type State =
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'waiting'; until: number }
  | { kind: 'exited'; code: number | null; signal: string | null; reason: string }
  | { kind: 'ended'; why: 'revoked' | 'gone' | 'full' | 'failed' }

type Listener = (change: { state?: State; driver?: Driver; viewers?: readonly Viewer[]; size?: { cols: number; rows: number } }) => void

const protocol = 'agentdesk.terminal.v1'
const backoff = [500, 1_000, 2_000, 4_000, 8_000, 15_000]
/** How often a terminal that should run may be said not to. */
const patience = 2
const ackEvery = 5_000
/** Longer pieces are not taken. */
const longestInput = 32 * 1024

/**
 * One viewer of a terminal, over as many WebSockets as it takes.
 *
 * Law: what comes out of the screen (keys, and the emulator's answers to programs, which look alike) is sent only while
 * this viewer drives and everything up to `live` has been shown. A replay therefore types nothing.
 */
export class Connection {
  private socket: WebSocket | undefined
  private offset: number | undefined
  private picture = 0
  private shown = 0
  private acknowledged = 0
  private live = false
  private driving = false
  private closed = false
  private tries = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly encoder = new TextEncoder()

  constructor(
    private readonly id: string,
    private readonly mode: 'drive' | 'view',
    private readonly canvas: Canvas,
    private readonly tell: Listener,
  ) {}

  get drives(): boolean {
    return this.driving
  }

  async connect(): Promise<void> {
    this.tell({ state: { kind: 'connecting' } })
    try {
      const { ticket } = await api.post<{ ticket: string }>(path`/terminals/${this.id}/tickets`, { mode: this.mode })
      if (this.closed) return
      const address = new URL(url(path`/terminals/${this.id}/attach`, { ticket }), location.href)
      address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
      this.open(new WebSocket(address, protocol))
    } catch (error) {
      const problem = asProblem(error)
      // One that somebody opens just now is heard of a moment before it runs.
      if (problem.status === 410 && this.tries < patience) this.later()
      else if (problem.status === 410 || problem.status === 404) this.end('gone')
      else if (problem.status === 403) this.end('revoked')
      else this.later()
    }
  }

  private open(socket: WebSocket): void {
    this.socket = socket
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => this.send(this.offset === undefined ? { t: 'attach' } : { t: 'attach', from: this.offset })
    socket.onmessage = event => (typeof event.data === 'string' ? this.told(JSON.parse(event.data) as Told) : this.output(new Uint8Array(event.data as ArrayBuffer)))
    socket.onclose = event => this.lost(socket, event.code)
  }

  private told(message: Told): void {
    switch (message.t) {
      case 'hello':
        this.size(message.cols, message.rows)
        this.tell({ viewers: message.viewers ?? [] })
        return this.driver(message.driver)
      case 'snapshot':
        this.live = false
        this.picture = message.bytes
        this.offset = this.shown = this.acknowledged = message.offset
        return this.size(message.cols, message.rows)
      case 'live':
        // Only when all before it has been shown: until then the emulator still answers what is being replayed.
        return this.canvas.write('', () => {
          this.live = true
          this.tries = 0
          this.tell({ state: { kind: 'live' } })
        })
      case 'size':
        return this.canvas.write('', () => this.size(message.cols, message.rows))
      case 'driver':
        return this.driver(message.driver)
      case 'viewers':
        return this.tell({ viewers: message.viewers })
      case 'resync':
        this.live = false
        return
      case 'exit':
        this.closed = true
        return this.canvas.write('', () => this.tell({ state: { kind: 'exited', code: message.code, signal: message.signal, reason: message.reason } }))
    }
  }

  private driver(driver: Driver): void {
    this.driving = driver?.you === true
    this.tell({ driver })
  }

  private size(cols: number, rows: number): void {
    this.canvas.resize(cols, rows)
    this.tell({ size: { cols, rows } })
  }

  private output(bytes: Uint8Array): void {
    if (this.picture > 0) {
      this.picture -= bytes.length
      return this.canvas.write(bytes)
    }
    this.offset = (this.offset ?? 0) + bytes.length
    const upTo = this.offset
    this.canvas.write(bytes, () => {
      this.shown = Math.max(this.shown, upTo)
      if (this.shown - this.acknowledged >= ackEvery) {
        this.acknowledged = this.shown
        this.send({ t: 'ack', offset: this.shown })
      }
    })
  }

  /** False if nobody heard it. */
  type(data: string): boolean {
    if (!this.driving || !this.live || this.socket?.readyState !== WebSocket.OPEN) return false
    const bytes = this.encoder.encode(data)
    for (let i = 0; i < bytes.length; i += longestInput) this.socket.send(bytes.subarray(i, i + longestInput))
    return true
  }

  resize(cols: number, rows: number): void {
    if (this.driving) this.send({ t: 'resize', cols, rows })
  }

  takeOver(): void {
    this.send({ t: 'drive' })
  }

  private send(message: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message))
  }

  private lost(socket: WebSocket, code: number): void {
    if (socket !== this.socket) return
    this.live = this.driving = false
    if (this.closed) return
    if (code === 4403) this.end('revoked')
    else if (code === 4404) this.end('gone')
    else if (code === 4429) this.end('full')
    else if (code === 1003 || code === 1009) this.end('failed')
    else this.later()
  }

  private later(): void {
    if (this.closed) return
    const wait = backoff[Math.min(this.tries++, backoff.length - 1)]! * (0.8 + Math.random() * 0.4)
    this.tell({ state: { kind: 'waiting', until: Date.now() + wait }, driver: null, viewers: [] })
    this.timer = setTimeout(() => void this.connect(), wait)
  }

  private end(why: 'revoked' | 'gone' | 'full' | 'failed'): void {
    this.closed = true
    this.tell({ state: { kind: 'ended', why } })
  }

  close(): void {
    this.closed = true
    clearTimeout(this.timer)
    this.socket?.close()
  }
}
