import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { type Ref, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { arrange, type ShownRow } from '@/log/arrange'
import type { Preview } from '@/log/previews'
import { failedStates } from '@/log/reduce'
import type { LogState, SessionLog } from '@/log/session-log'
import { common } from '@/strings/common'
import { conversation as t } from '@/strings/conversation'
import { cx } from '@/ui/cx'
import { Margin } from '@/ui/MarginRow'
import { LogContext } from './context'
import { LogRow, Sending, Writing } from './rows'

export type LogHandle = { toEnd: () => void; toStart: () => void; goTo: (seq: number) => void; step: (what: 'turn' | 'failed', by: 1 | -1) => void; here: () => number | undefined; expand: (all: boolean) => void }

type Props = {
  log: SessionLog
  state: LogState
  /** Messages that are on their way. */
  sending: readonly { key: string; text: string }[]
  /** The event of the link, to begin with. */
  target: number | undefined
  hrefOf: (seq: number) => string
  openFile: ((path: string) => void) | undefined
  ref: Ref<LogHandle>
}

type Item = ShownRow | { kind: 'top'; key: string; seq: undefined } | { kind: 'sending'; key: string; seq: undefined; text: string } | { kind: 'writing'; key: string; seq: undefined; preview: Preview }

const estimates: Partial<Record<Item['kind'], number>> = { tool: 40, turn: 32, foot: 32, note: 32, fold: 40, message: 76, agent: 120, reads: 40, top: 40, sending: 76 }
const atEnd = 24

/** The rows of a Session, of which only those near the view are in the page. Follows the end only for whoever is there. */
export function LogView({ log, state, sending, target, hrefOf, openFile, ref }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [marked, setMarked] = useState<string>()
  const [away, setAway] = useState(false)
  const [held, setHeld] = useState(false)
  const read = useRef(0)
  /** The end is in view and stays there; ended by scrolling up, and by opening a card. */
  const following = useRef(target === undefined)
  const lastTop = useRef(0)
  const box = useRef<HTMLDivElement>(null)
  const shownRows = useMemo(() => arrange(state.rows, open), [state.rows, open])
  const items = useMemo<Item[]>(
    () => [{ kind: 'top', key: 'top', seq: undefined }, ...shownRows, ...state.previews.map(it => ({ kind: 'writing', key: `writing:${it.id}`, seq: undefined, preview: it }) as const), ...sending.map(it => ({ kind: 'sending', seq: undefined, ...it }) as const)],
    [shownRows, sending, state.previews],
  )
  const latest = useRef(items)
  useLayoutEffect(() => {
    latest.current = items
  }, [items])

  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    // Of this render, never of one that was given up: the list is shorter there, and the index is beyond it.
    estimateSize: index => estimates[items[index]?.kind ?? 'tool'] ?? 40,
    getItemKey: index => items[index]?.key ?? index,
    overscan: 8,
    paddingEnd: 16,
    gap: 8,
    // What is read before keeps the view where it is; the end is followed below.
    anchorTo: held ? 'start' : 'end',
    scrollEndThreshold: atEnd,
    scrollPaddingStart: Math.round(innerHeight * 0.15),
  })

  const toggle = useCallback((key: string) => {
    // Whoever opens a card wants its row to stay under the pointer, at the end too.
    following.current = false
    setHeld(true)
    setTimeout(() => setHeld(false), 300)
    setOpen(before => {
      const next = new Set(before)
      if (!next.delete(key)) next.add(key)
      return next
    })
  }, [])

  const show = (key: string) => {
    const index = latest.current.findIndex(it => it.key === key)
    if (index < 0) return
    virtual.scrollToIndex(index, { align: 'start' })
    setMarked(key)
    setTimeout(() => setMarked(undefined), 2_000)
  }
  const goTo = useCallback(
    async (seq: number) => {
      await log.reach(seq)
      const key = log.keyOf(seq) ?? log.keyOf(seq + 1) ?? log.keyOf(seq - 1)
      if (key === undefined) return
      const shown = () => latest.current.find(it => it.key === key || (it.kind === 'reads' && it.rows.some(row => row.key === key)))?.key
      const row = log.snapshot().rows.find(it => it.key === key)
      if (shown() === undefined && row && 'turnId' in row && row.turnId) setOpen(before => new Set([...before, `fold:${row.turnId}`]))
      requestAnimationFrame(() => requestAnimationFrame(() => show(shown() ?? key)))
    },
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [log],
  )
  const stick = () => {
    const element = box.current
    if (element) element.scrollTop = element.scrollHeight
  }
  const toEnd = () => {
    following.current = true
    stick()
  }

  /** The row that has the focus, or the pointer. */
  const here = () => {
    const row = document.activeElement?.closest<HTMLElement>('li[data-index]')
    const own = row && box.current?.contains(row) ? row : box.current?.querySelector<HTMLElement>('li[data-index]:hover')
    return own ? latest.current[Number(own.dataset.index)] : undefined
  }
  const expand = (all: boolean) => {
    const item = here()
    const turnId = item && 'turnId' in item ? item.turnId : undefined
    if (item && !all) toggle(item.key)
    if (!all || turnId === undefined) return
    const own = log.snapshot().rows.filter(it => it.kind === 'tool' && it.turnId === turnId).map(it => it.key)
    const keys = [`fold:${turnId}`, ...own]
    setOpen(before => (keys.every(it => before.has(it)) ? new Set([...before].filter(it => !keys.includes(it))) : new Set([...before, ...keys])))
  }

  useImperativeHandle(ref, () => ({
    here: () => here()?.seq,
    expand,
    toEnd,
    toStart: () => void log.reach(1).then(() => requestAnimationFrame(() => virtual.scrollToIndex(0))),
    goTo: seq => void goTo(seq),
    step: (what, by) => {
      const from = virtual.getVirtualItems().find(it => it.start >= (virtual.scrollOffset ?? 0) + (virtual.options.scrollPaddingStart ?? 0) + by)?.index ?? latest.current.length
      const fits = (it: Item) => (what === 'turn' ? it.kind === 'turn' && it.how === 'started' : it.kind === 'tool' ? failedStates.has(it.state) : it.kind === 'fold' && it.failed > 0)
      for (let i = by > 0 ? from : from - 2; i >= 0 && i < latest.current.length; i += by) {
        if (fits(latest.current[i]!)) return show(latest.current[i]!.key)
      }
    },
  }))

  // Opened at its end, or at the event of the link.
  const placed = useRef(false)
  useLayoutEffect(() => {
    if (!state.ready || placed.current) return
    placed.current = true
    if (target === undefined) stick()
    else void goTo(target)
  }, [state.ready, target, goTo])

  // Rows are measured late, and the composer below grows and shrinks: whoever was at the end stays there.
  const content = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const watch = new ResizeObserver(() => following.current && stick())
    watch.observe(box.current!)
    watch.observe(content.current!)
    return () => watch.disconnect()
  }, [])

  const lastSeq = state.standing.lastSeq
  const onScroll = () => {
    const element = box.current!
    const end = element.scrollHeight - element.scrollTop - element.clientHeight <= atEnd
    const up = element.scrollTop < lastTop.current - 1
    lastTop.current = element.scrollTop
    if (end && !up && !held) following.current = true
    else if (up && !end) following.current = false
    if (end) read.current = lastSeq
    setAway(!end && !following.current)
    if (element.scrollTop < 1_200 && state.more && !state.loadingOlder) void log.older()
  }
  useEffect(() => {
    if (!away) read.current = lastSeq
  }, [away, lastSeq])
  const fresh = away ? state.rows.filter(it => it.seq > read.current).length : 0
  const actions = useMemo(() => ({ toggle, openFile, hrefOf, goTo: (seq: number) => void goTo(seq) }), [toggle, openFile, hrefOf, goTo])

  return (
    <LogContext value={actions}>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <div ref={box} onScroll={onScroll} tabIndex={0} role="group" aria-label={t.log} data-log className="well min-h-0 flex-1 overflow-x-hidden overflow-y-auto [overflow-anchor:none]">
          <ul ref={content} aria-label={t.log} className="relative mx-auto w-full max-w-[816px]" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(it => {
              const item = items[it.index]
              if (item === undefined) return null
              return (
                <li
                  key={it.key}
                  ref={virtual.measureElement}
                  data-index={it.index}
                  aria-setsize={state.more ? -1 : items.length}
                  aria-posinset={it.index + 1}
                  id={item.seq === undefined ? undefined : `e${item.seq}`}
                  data-seq={item.seq}
                  className={cx('absolute inset-x-0 top-0 grid grid-cols-[36px_minmax(0,1fr)] gap-2 px-2 md:grid-cols-[44px_minmax(0,1fr)] md:pr-2 md:pl-3', item.key === marked && 'mark-live bg-accent-soft/60')}
                  style={{ transform: `translateY(${it.start}px)` }}
                >
                  <div className="pt-1">{item.seq !== undefined && <Margin seq={item.seq} href={hrefOf(item.seq)} />}</div>
                  <div className="min-w-0">
                    {item.kind === 'top' ? <Top more={state.more} loading={state.loadingOlder} /> : item.kind === 'sending' ? <Sending text={item.text} /> : item.kind === 'writing' ? <Writing preview={item.preview} /> : <LogRow row={item} open={open} />}
                  </div>
                </li>
              )
            })}
          </ul>
        </div>
        {away && (
          <button
            type="button"
            onClick={toEnd}
            className="absolute bottom-3 left-1/2 flex h-8 -translate-x-1/2 items-center gap-1.5 rounded-full border border-line-strong bg-surface px-3 text-xs font-medium shadow-layer hover:bg-hover"
          >
            <ArrowDown size={14} aria-hidden />
            {fresh > 0 ? t.jumpNew(fresh) : t.jump}
          </button>
        )}
      </div>
    </LogContext>
  )
}

function Top({ more, loading }: { more: boolean; loading: boolean }) {
  return <p className="py-3 text-xs text-subtle">{more ? (loading ? t.older : `${common.loading}…`) : t.beginning}</p>
}
