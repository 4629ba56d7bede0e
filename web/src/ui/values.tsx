import { Check, Copy } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { common } from '@/strings/common'
import { IconButton } from './Button'
import { toast } from './Toast'

let now = Date.now()
const watchers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** The time; whoever asks is asked to render again every ten seconds. */
export function useNow(): number {
  useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      timer ??= setInterval(() => {
        now = Date.now()
        watchers.forEach(it => it())
      }, 10_000)
      return () => {
        watchers.delete(watcher)
        if (watchers.size === 0) {
          clearInterval(timer)
          timer = undefined
        }
      }
    },
    () => now,
  )
  return Date.now()
}

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
const exactUtc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** `4 min ago`, `in 2 h`, `14 Mar`: coarse on purpose; the exact time is its title. */
export function relative(at: number, from: number): string {
  const seconds = Math.round(Math.abs(at - from) / 1000)
  const ago = (text: string) => (at <= from ? common.ago(text) : common.in(text))
  if (seconds < 10) return common.justNow
  if (seconds < 60) return ago(`${seconds} s`)
  if (seconds < 3600) return ago(`${Math.round(seconds / 60)} min`)
  if (seconds < 86_400) return ago(`${Math.round(seconds / 3600)} h`)
  if (seconds < 7 * 86_400) return ago(`${Math.round(seconds / 86_400)} d`)
  return (new Date(at).getFullYear() === new Date(from).getFullYear() ? day : dayYear).format(at)
}

/** How long ago; hovering says when exactly, here and in UTC. `short`: `4 min` without "ago". */
export function RelTime({ at, short }: { at: string; short?: boolean }) {
  const from = useNow()
  const time = Date.parse(at)
  const text = relative(time, from)
  return (
    <time dateTime={at} title={`${exact.format(time)}\n${exactUtc.format(time)} UTC`} className="nums whitespace-nowrap">
      {short ? common.short(text) : text}
    </time>
  )
}

export function ClockTime({ at }: { at: string }) {
  const time = Date.parse(at)
  return (
    <time dateTime={at} title={`${exact.format(time)}\n${exactUtc.format(time)} UTC`} className="nums whitespace-nowrap">
      {clock.format(time)}
    </time>
  )
}

/** `12 ms`, `0.1 s`, `48 s`, `1 min 42 s`, `2 h 5 min`. */
export function duration(ms: number): string {
  if (ms < 95) return `${Math.round(ms)} ms`
  if (ms < 950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min${seconds % 60 ? ` ${seconds % 60} s` : ''}`
  return `${Math.floor(seconds / 3600)} h${Math.floor((seconds % 3600) / 60) ? ` ${Math.floor((seconds % 3600) / 60)} min` : ''}`
}

export function Duration({ ms }: { ms: number }) {
  return <span className="nums whitespace-nowrap">{duration(ms)}</span>
}

/** Dollars. What is not known is a dash, never zero. */
export function Money({ usd }: { usd: string | null | undefined }) {
  if (usd === null || usd === undefined) return <span title={common.unknownPrice}>—</span>
  const value = Number(usd)
  return <span className="nums">${value !== 0 && value < 0.01 ? value.toFixed(4) : value.toFixed(2)}</span>
}

export function bytes(count: number): string {
  if (count < 1000) return `${count} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = count
  let unit = -1
  do {
    value /= 1000
    unit++
  } while (value >= 999.5 && unit < units.length - 1)
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

export function Bytes({ count }: { count: number }) {
  return (
    <span className="nums whitespace-nowrap" title={`${count.toLocaleString('en')} B`}>
      {bytes(count)}
    </span>
  )
}

export async function copy(text: string, said: string = common.copied): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast(said)
  } catch {
    toast(common.notCopied, { kind: 'failed' })
  }
}

/** An id or a digest, short; a click copies the whole. */
export function Hash({ value, length = 8, label }: { value: string; length?: number; label?: string }) {
  return (
    <button
      type="button"
      title={value}
      aria-label={`${common.copy} ${label ?? ''} ${value}`}
      onClick={() => void copy(value)}
      className="rounded-chip px-0.5 font-mono text-2xs text-muted hover:bg-hover hover:text-text"
    >
      {value.length > length + 2 ? `${value.slice(0, length)}…` : value}
    </button>
  )
}

export function CopyButton({ text, label }: { text: string | (() => string); label?: string }) {
  const [done, setDone] = useState(false)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => setDone(false), 1500)
    return () => clearTimeout(timer)
  }, [done])
  return (
    <IconButton
      icon={done ? Check : Copy}
      label={label ?? common.copy}
      size="compact"
      onClick={() => {
        void copy(typeof text === 'string' ? text : text())
        setDone(true)
      }}
    />
  )
}
