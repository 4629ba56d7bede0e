import { cx } from './cx'

/** The closed list of what a thing can be; colour, shape and word of each belong together everywhere. */
export type LampState = 'running' | 'starting' | 'idle' | 'wait' | 'queued' | 'off' | 'paused' | 'failed' | 'warn' | 'ok'

const colours: Record<LampState, string> = {
  running: 'text-run',
  starting: 'text-run',
  idle: 'text-ok',
  wait: 'text-wait',
  queued: 'text-subtle',
  off: 'text-subtle',
  paused: 'text-subtle',
  failed: 'text-bad',
  warn: 'text-warn',
  ok: 'text-ok',
}

/** The status glyph. `label` is read out; leave it away where the word stands beside it. */
export function Lamp({ state, label, size = 12, className }: { state: LampState; label?: string; size?: number; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      className={cx('lamp shrink-0', colours[state], className)}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      data-lamp={state}
    >
      {shapes[state]}
    </svg>
  )
}

const shapes: Record<LampState, React.ReactNode> = {
  running: (
    <>
      <circle cx="8" cy="8" r="3.5" fill="currentColor" stroke="none" />
      <circle cx="8" cy="8" r="6.5" strokeWidth={1.5} className="motion-safe:animate-breathe" />
    </>
  ),
  starting: (
    <>
      <circle cx="8" cy="8" r="2.5" fill="currentColor" stroke="none" />
      <path d="M1.5 8a6.5 6.5 0 0 1 13 0" />
    </>
  ),
  idle: <circle cx="8" cy="8" r="4.5" />,
  wait: (
    <>
      <circle cx="7" cy="9" r="4.5" fill="currentColor" stroke="none" />
      <circle cx="13" cy="3" r="2" fill="currentColor" stroke="none" />
    </>
  ),
  queued: (
    <>
      <path d="M3 10a5 5 0 0 1 10 0" />
      <path d="M2.5 13.5h11" />
    </>
  ),
  off: <circle cx="8" cy="8" r="3" strokeWidth={1.5} />,
  paused: <path d="M5.5 3.5v9M10.5 3.5v9" strokeWidth={2.25} />,
  failed: (
    <>
      <path d="M2 6.5A6.2 6.2 0 0 1 6 2.3M10 2.3a6.2 6.2 0 0 1 4 4.2" />
      <path d="M5 7.5l6 6M11 7.5l-6 6" />
    </>
  ),
  warn: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M4.2 11.8l7.6-7.6" />
    </>
  ),
  ok: <path d="M2.5 8.5l3.5 3.5 7.5-8" strokeWidth={2} />,
}
