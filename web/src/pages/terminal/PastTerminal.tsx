import { useQuery } from '@tanstack/react-query'
import { Download, Pause, Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Terminal as Xterm } from '@xterm/xterm'
import { path, raw, url } from '@/api/request'
import { terminal as t } from '@/strings/terminal'
import { Button, IconButton } from '@/ui/Button'
import { EmptyState, Loaded } from '@/ui/states'
import { type Cast, pause, read, size } from './cast'
import { LinkDialog } from './LinkDialog'
import type { Terminal } from './types'
import { screen } from './xterm'

const speeds = [1, 2, 4, 8]

/** A terminal that has ended: how, and what it showed. */
export function PastTerminal({ terminal, at, mayDrive, onAgain }: { terminal: Terminal; at: number | undefined; mayDrive: boolean; onAgain: () => void }) {
  const recording = useQuery({
    queryKey: ['recording', terminal.id],
    queryFn: async () => read(await (await raw({ method: 'GET', path: path`/terminals/${terminal.id}/recording`, headers: { Accept: '*/*' } })).text()) ?? null,
    enabled: terminal.recording !== null,
    staleTime: Infinity,
    gcTime: 60_000,
  })
  return (
    <div className="flex h-full min-h-0 flex-col">
      {terminal.recording === null ? (
        <div className="p-3">
          <EmptyState text={t.noRecording} />
        </div>
      ) : (
        <Loaded from={recording}>{cast => (cast ? <Player cast={cast} at={at} download={url(path`/terminals/${terminal.id}/recording`)} /> : <p className="p-3 text-sm text-muted">{t.noRecording}</p>)}</Loaded>
      )}
      <div className="flex min-h-9 flex-wrap items-center gap-2 border-t border-line px-3 text-xs">
        <span className="font-medium">{[t.exited(terminal.exit_code, terminal.signal), t.reason[terminal.reason ?? '']].filter(Boolean).join(' · ')}</span>
        {terminal.recording && !terminal.recording.complete && <span className="text-warn">{t.incomplete}</span>}
        <span className="flex-1" />
        {mayDrive && (
          <Button size="compact" onClick={onAgain}>
            {t.runAgain}
          </Button>
        )}
      </div>
    </div>
  )
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

/** Plays a recording. Nothing that its screen answers goes anywhere. */
function Player({ cast, at, download }: { cast: Cast; at: number | undefined; download: string }) {
  const holder = useRef<HTMLDivElement>(null)
  const xterm = useRef<Xterm>(undefined)
  const next = useRef(0)
  const [position, setPosition] = useState(0)
  const [playing, setPlaying] = useState(false)
  const [speed, setSpeed] = useState(1)
  const [address, setAddress] = useState<URL>()

  const show = (upTo: number) => {
    const target = xterm.current!
    for (; next.current < cast.events.length && cast.events[next.current]!.at <= upTo; next.current++) {
      const event = cast.events[next.current]!
      const resized = event.type === 'r' ? size(event.text) : undefined
      if (event.type === 'o') target.write(event.text)
      else if (resized) target.write('', () => target.resize(resized.cols, resized.rows))
    }
    setPosition(upTo)
  }
  const seek = (to: number) => {
    if (to < position) {
      xterm.current!.reset()
      xterm.current!.resize(cast.cols, cast.rows)
      next.current = 0
    }
    show(to)
  }

  useEffect(() => {
    const target = screen({ readOnly: true, onLink: setAddress })
    target.resize(Math.min(500, Math.max(2, cast.cols)), Math.min(300, Math.max(1, cast.rows)))
    target.open(holder.current!)
    xterm.current = target
    next.current = 0
    show(at ?? cast.length)
    return () => target.dispose()
    // Another recording is another player.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [cast])

  useEffect(() => {
    const event = cast.events[next.current]
    if (!playing) return
    if (!event) return setPlaying(false)
    const timer = setTimeout(() => show(event.at), pause(position, event.at, speed) * 1_000)
    return () => clearTimeout(timer)
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [playing, position, speed, cast])

  const toggle = () => {
    if (!playing && position >= cast.length) seek(0)
    setPlaying(!playing)
  }
  return (
    <>
      <div data-terminal className="min-h-0 flex-1 overflow-auto bg-[#0E0F0E] px-3 py-1.5">
        <div ref={holder} />
      </div>
      <div className="flex items-center gap-2 border-t border-line px-2 py-1">
        <IconButton icon={playing ? Pause : Play} label={playing ? t.pause : t.play} onClick={toggle} />
        <input
          type="range"
          aria-label={t.position}
          aria-valuetext={clock(position)}
          min={0}
          max={cast.length}
          step="any"
          value={position}
          onChange={event => seek(Number(event.target.value))}
          className="min-w-0 flex-1 accent-accent"
        />
        <span className="text-xs text-muted tabular-nums">
          {clock(position)} / {clock(cast.length)}
        </span>
        <select aria-label={t.speed} value={speed} onChange={event => setSpeed(Number(event.target.value))} className="h-7 rounded-control border border-line-strong bg-surface px-1 text-xs">
          {speeds.map(it => (
            <option key={it} value={it}>
              {it}×
            </option>
          ))}
        </select>
        <a href={download} download aria-label={t.download} title={t.download} className="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-text">
          <Download size={16} strokeWidth={1.75} aria-hidden />
        </a>
      </div>
      <LinkDialog link={address} onClose={() => setAddress(undefined)} />
    </>
  )
}
