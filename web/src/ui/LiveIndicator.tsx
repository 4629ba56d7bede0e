import { useEffect, useState } from 'react'
import { stream, useLiveState } from '@/api/live'
import { common } from '@/strings/common'
import { Button, useLate } from './Button'
import { cx } from './cx'
import { Tooltip } from './Tooltip'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** Whether what one sees is what is. Quiet as long as it is. */
export function LiveIndicator() {
  const live = useLiveState()
  const [now, setNow] = useState(() => Date.now())
  const broken = live.status === 'reconnecting'
  const late = useLate(broken, 2_000)
  useEffect(() => {
    if (!broken) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [broken])
  const caught = useLinger(live.status === 'live' ? live.caught : 0, 3_000)
  if (live.status === 'idle') return null
  if (live.status === 'signed-out') return <Dot tone="bad" text={common.live.signedOut} />
  if (live.status === 'offline') {
    return (
      <span className="inline-flex items-center gap-2">
        <Tooltip text={common.live.offlineLong}>
          <span tabIndex={0}>
            <Dot tone="bad" text={common.live.offline(clock.format(live.since))} />
          </span>
        </Tooltip>
        <Button size="compact" onClick={stream.retry}>
          {common.live.retry}
        </Button>
      </span>
    )
  }
  if (late) return <Dot tone="warn" text={common.live.reconnecting(Math.max(0, Math.ceil(((live.retryAt ?? now) - now) / 1000)))} />
  if (live.status === 'connecting') return <Dot tone="off" text={common.live.connecting} />
  return (
    <Tooltip text={live.gaps ? common.live.gap(live.gaps) : common.live.liveLong}>
      <span tabIndex={0}>
        <Dot tone={live.gaps ? 'warn' : 'ok'} text={caught > 0 ? common.live.caught(caught) : common.live.live} />
      </span>
    </Tooltip>
  )
}

function Dot({ tone, text }: { tone: 'ok' | 'warn' | 'bad' | 'off'; text: string }) {
  const quiet = tone === 'ok' || tone === 'off'
  return (
    <span data-live={tone} role="status" className={cx('nums inline-flex items-center gap-1.5 text-xs whitespace-nowrap', quiet ? 'text-subtle' : tone === 'warn' ? 'text-warn' : 'text-bad')}>
      <span
        aria-hidden
        className={cx('size-2', tone === 'ok' && 'rounded-full bg-ok', tone === 'off' && 'rounded-full border border-line-strong', tone === 'warn' && 'rounded-full border-2 border-warn', tone === 'bad' && 'rotate-45 bg-bad')}
      />
      <span className={cx(quiet && 'max-md:sr-only')}>{text}</span>
    </span>
  )
}

/** A number that stays for a while after it came. */
function useLinger(value: number, ms: number): number {
  const [shown, setShown] = useState(0)
  useEffect(() => {
    if (value === 0) return
    setShown(value)
    const timer = setTimeout(() => setShown(0), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return shown
}
