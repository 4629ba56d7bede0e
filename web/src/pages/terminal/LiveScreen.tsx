import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Terminal as Xterm } from '@xterm/xterm'
import { useMay, useMe } from '@/api/query'
import { terminal as t } from '@/strings/terminal'
import { Button, IconButton } from '@/ui/Button'
import { cx } from '@/ui/cx'
import { SafeText } from '@/ui/SafeText'
import { Connection, type State } from './connection'
import { Faces } from './Faces'
import { FindBar } from './FindBar'
import { LinkDialog } from './LinkDialog'
import { isHarmless } from './paste'
import { PasteDialog } from './PasteDialog'
import { title } from './title'
import type { Driver, Terminal, Viewer } from './types'
import { fitting, screen } from './xterm'

const resizeAfter = 100
const hintFor = 2_500

type Props = { terminal: Terminal; onTitle: (title: string) => void; onExit: () => void; onLeave: () => void; onAgain: () => void }

/** A terminal that runs: its screen, who drives it, and how it ended. */
export function LiveScreen({ terminal, onTitle, onExit, onLeave, onAgain }: Props) {
  const mayDrive = useMay('terminals:drive')
  const box = useRef<HTMLDivElement>(null)
  const holder = useRef<HTMLDivElement>(null)
  const link = useRef<Connection>(undefined)
  const xterm = useRef<Xterm>(undefined)
  const [state, setState] = useState<State>({ kind: 'connecting' })
  const [driver, setDriver] = useState<Driver>(null)
  const [viewers, setViewers] = useState<readonly Viewer[]>([])
  const [size, setSize] = useState({ cols: terminal.cols, rows: terminal.rows })
  const [hint, setHint] = useState(false)
  const [address, setAddress] = useState<URL>()
  const [finding, setFinding] = useState(false)
  const [pasted, setPasted] = useState<string>()
  const callbacks = useRef({ onTitle, onExit, onLeave })
  useEffect(() => {
    callbacks.current = { onTitle, onExit, onLeave }
  })

  useEffect(() => {
    const screenOf = screen({ onLink: setAddress })
    const connection = new Connection(terminal.id, mayDrive ? 'drive' : 'view', screenOf, change => {
      if (change.state) setState(change.state)
      if (change.driver !== undefined) setDriver(change.driver)
      if (change.viewers) setViewers(change.viewers)
      if (change.size) setSize(change.size)
      if (change.state?.kind === 'exited' || change.state?.kind === 'ended') callbacks.current.onExit()
    })
    screenOf.resize(terminal.cols, terminal.rows)
    screenOf.open(holder.current!)
    screenOf.textarea?.setAttribute('aria-label', t.screen(title(terminal.title, terminal.command)))
    screenOf.textarea?.setAttribute('aria-description', t.leave)
    screenOf.onTitleChange(it => callbacks.current.onTitle(it))
    screenOf.onData(it => connection.type(it))
    screenOf.onKey(() => setHint(!connection.drives))
    screenOf.attachCustomKeyEventHandler(event => keys(event, screenOf, () => callbacks.current.onLeave(), () => setFinding(true)))
    link.current = connection
    xterm.current = screenOf
    void connection.connect()
    screenOf.focus()
    return () => {
      connection.close()
      screenOf.dispose()
    }
    // A terminal is another one by its id only.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [terminal.id, mayDrive])

  useEffect(() => {
    if (!hint) return
    const timer = setTimeout(() => setHint(false), hintFor)
    return () => clearTimeout(timer)
  }, [hint])

  const drives = driver?.you === true && state.kind === 'live'
  useEffect(() => {
    if (!drives) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const fit = () => {
      const wanted = xterm.current && box.current && fitting(xterm.current, box.current)
      if (wanted && (wanted.cols !== xterm.current!.cols || wanted.rows !== xterm.current!.rows)) link.current?.resize(wanted.cols, wanted.rows)
    }
    const observer = new ResizeObserver(() => {
      clearTimeout(timer)
      timer = setTimeout(fit, resizeAfter)
    })
    observer.observe(box.current!)
    fit()
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [drives])

  useLetterbox(box, holder, drives, size)

  const paste = (event: React.ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    if (!drives || isHarmless(text)) return
    event.preventDefault()
    event.stopPropagation()
    setPasted(text)
  }

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div ref={box} data-terminal onPasteCapture={paste} className="relative min-h-0 flex-1 overflow-hidden bg-[#0E0F0E]">
        <div ref={holder} className="absolute top-1.5 left-3 origin-top-left" />
        {finding && xterm.current && (
          <FindBar
            screen={xterm.current}
            onClose={() => {
              setFinding(false)
              xterm.current?.focus()
            }}
          />
        )}
        {hint && !drives && state.kind === 'live' && (
          <p role="status" className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-chip bg-surface px-2 py-1 text-xs text-text shadow-layer">
            {mayDrive ? driver ? <SafeText text={t.notDriving(driver.name)} /> : t.nobodyToType : t.viewOnly}
          </p>
        )}
      </div>
      <Bar state={state} driver={driver} viewers={viewers} size={size} mayDrive={mayDrive} onTakeOver={() => (link.current?.takeOver(), xterm.current?.focus())} onAgain={onAgain} onFind={() => setFinding(true)} />
      <LinkDialog link={address} onClose={() => setAddress(undefined)} />
      <PasteDialog
        text={pasted}
        onClose={() => setPasted(undefined)}
        onPaste={text => {
          setPasted(undefined)
          xterm.current?.paste(text)
          xterm.current?.focus()
        }}
      />
    </div>
  )
}

/** False: the key is not for the program. */
function keys(event: KeyboardEvent, screenOf: Xterm, leave: () => void, find: () => void): boolean {
  const mod = event.ctrlKey || event.metaKey
  // Control and F are the shell's own; with Shift they are no key of a terminal.
  if (event.key.toLowerCase() === 'f' && (event.metaKey || (event.ctrlKey && event.shiftKey))) {
    if (event.type === 'keydown') find()
    event.preventDefault()
    return false
  }
  if (event.key === 'Escape' && event.ctrlKey && event.shiftKey) {
    if (event.type === 'keydown') leave()
    event.preventDefault()
    return false
  }
  if (mod && (event.key === '`' || event.code === 'Backquote')) return false
  if (mod && !event.shiftKey && event.key.toLowerCase() === 'k' && event.metaKey) return false
  // With a selection this copies; without one it is the interrupt.
  if (mod && event.key.toLowerCase() === 'c' && screenOf.hasSelection()) return false
  return !(mod && event.key.toLowerCase() === 'v')
}

/** Who does not set the size sees it whole, made smaller where it does not fit. */
function useLetterbox(box: React.RefObject<HTMLDivElement | null>, holder: React.RefObject<HTMLDivElement | null>, drives: boolean, size: { cols: number; rows: number }) {
  useEffect(() => {
    const outer = box.current
    const inner = holder.current
    if (!outer || !inner) return
    const scale = () => {
      const factor = drives ? 1 : Math.min(1, (outer.clientWidth - 24) / Math.max(1, inner.offsetWidth), (outer.clientHeight - 12) / Math.max(1, inner.offsetHeight))
      inner.style.transform = factor < 1 ? `scale(${factor})` : ''
    }
    const observer = new ResizeObserver(scale)
    observer.observe(outer)
    observer.observe(inner)
    scale()
    return () => observer.disconnect()
  }, [box, holder, drives, size])
}

type BarProps = { state: State; driver: Driver; viewers: readonly Viewer[]; size: { cols: number; rows: number }; mayDrive: boolean; onTakeOver: () => void; onAgain: () => void; onFind: () => void }

/** What is true of the connection, in one line below the screen. */
function Bar({ state, driver, viewers, size, mayDrive, onTakeOver, onAgain, onFind }: BarProps) {
  const me = useMe().data
  const cells = `${size.cols}×${size.rows}`
  const drives = driver?.you === true
  const who = driver === null ? t.nobodyDrives(cells) : drives ? t.youDrive(cells) : t.setBy(cells, driver.principal === me?.id ? t.youElsewhere(driver.name) : driver.name)
  const over = state.kind === 'exited' || state.kind === 'ended'
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-2 border-t border-line px-3 text-xs text-muted">
      <span role="status" className={cx('min-w-0 truncate', over && 'font-medium text-text')}>
        {state.kind === 'live' && <SafeText text={who} />}
        {state.kind === 'connecting' && t.state.connecting}
        {state.kind === 'waiting' && <Waiting until={state.until} />}
        {state.kind === 'exited' && [t.exited(state.code, state.signal), t.reason[state.reason]].filter(Boolean).join(' · ')}
        {state.kind === 'ended' && t.state[state.why]}
      </span>
      {state.kind === 'live' && <Faces viewers={viewers} />}
      <span className="flex-1" />
      <IconButton size="compact" icon={Search} label={t.find} keys="mod+shift+f" onClick={onFind} />
      {state.kind === 'live' && !drives && mayDrive && (
        <Button size="compact" onClick={onTakeOver}>
          {t.takeOver}
        </Button>
      )}
      {over && mayDrive && (
        <Button size="compact" onClick={onAgain}>
          {t.runAgain}
        </Button>
      )}
    </div>
  )
}

function Waiting({ until }: { until: number }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return <span className="text-warn">{t.state.waiting(Math.max(0, Math.ceil((until - now) / 1_000)))}</span>
}
