import { Braces, Bot, Clock, Copy as CopyIcon, GitFork, Plug, RotateCcw, User, Webhook, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { common } from '@/strings/common'
import { Lamp, type LampState } from './Lamp'
import { Tooltip } from './Tooltip'
import { cx } from './cx'

export type Tone = 'neutral' | 'accent' | 'run' | 'ok' | 'warn' | 'bad' | 'wait'

const tones: Record<Tone, string> = {
  neutral: 'bg-neutral-soft text-muted',
  accent: 'bg-accent-soft text-accent',
  run: 'bg-run-soft text-run',
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  wait: 'bg-wait-soft text-wait',
}

/** A small fact. */
export function Chip({ children, tone = 'neutral', mono, title }: { children: ReactNode; tone?: Tone; mono?: boolean; title?: string }) {
  return (
    <span title={title} className={cx('inline-flex h-5 max-w-full items-center gap-1 rounded-chip px-1.5 text-2xs font-medium whitespace-nowrap', mono && 'font-mono', tones[tone])}>
      {children}
    </span>
  )
}

const lampTones: Record<LampState, Tone> = {
  running: 'run',
  starting: 'run',
  idle: 'neutral',
  wait: 'wait',
  queued: 'neutral',
  off: 'neutral',
  paused: 'neutral',
  failed: 'bad',
  warn: 'warn',
  ok: 'ok',
}

/** Lamp and word together; the word is never left away. */
export function StatusChip({ lamp, word, why }: { lamp: LampState; word: string; why?: ReactNode }) {
  const chip = (
    <span
      tabIndex={why ? 0 : undefined}
      className={cx('inline-flex h-5 items-center gap-1.5 rounded-chip px-1.5 text-xs font-medium whitespace-nowrap', tones[lampTones[lamp]])}
    >
      <Lamp state={lamp} />
      {word}
    </span>
  )
  return why ? <Tooltip text={why}>{chip}</Tooltip> : chip
}

const origins: Record<string, LucideIcon> = {
  user: User,
  api: Braces,
  schedule: Clock,
  delivery: Webhook,
  agent: Bot,
  fork: GitFork,
  rerun: RotateCcw,
  mcp: Plug,
}

/** What opened a Session: person, code, clock, door, agent, fork. */
export function OriginGlyph({ type, size = 14 }: { type: string; size?: number }) {
  const Icon = origins[type] ?? CopyIcon
  const name = common.origin[type as keyof typeof common.origin] ?? type
  return <Icon size={size} strokeWidth={1.75} role="img" aria-label={name} className="text-subtle" />
}
