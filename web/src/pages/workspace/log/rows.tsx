import { ChevronRight, Clock3, CornerDownRight, OctagonPause, TriangleAlert } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useMe } from '@/api/query'
import type { FoldRow, ReadsRow, ShownRow } from '@/log/arrange'
import type { Preview } from '@/log/previews'
import type { AgentRow, FootRow, MessageRow, NoteRow, PlanRow, ThinkingRow, TurnRow } from '@/log/rows'
import { conversation as t } from '@/strings/conversation'
import { Chip } from '@/ui/Chip'
import { cx } from '@/ui/cx'
import { Json } from '@/ui/Json'
import { Lamp, type LampState } from '@/ui/Lamp'
import { Markdown } from '@/ui/Markdown'
import { SafeText } from '@/ui/SafeText'
import { ClockTime, duration, Duration, Money } from '@/ui/values'
import { useLog } from './context'
import { ToolCard } from './ToolCard'
import { firstLine, verb } from './words'

/** One row of the conversation, whatever it is. */
export const LogRow = memo(function LogRow({ row, open }: { row: ShownRow; open: ReadonlySet<string> }): ReactNode {
  switch (row.kind) {
    case 'message':
      return <Message row={row} />
    case 'turn':
      return <Turn row={row} />
    case 'tool':
      return <ToolCard row={row} open={open.has(row.key)} />
    case 'agent':
      return <Agent row={row} />
    case 'plan':
      return <Plan row={row} />
    case 'thinking':
      return <Thinking row={row} open={open.has(row.key)} />
    case 'note':
      return <Note row={row} open={open.has(row.key)} />
    case 'foot':
      return <Foot row={row} />
    case 'fold':
      return <Fold row={row} />
    case 'reads':
      return <Reads row={row} open={open} />
  }
})

/** A reader of a shared Session has no account to ask for, and its actors have no ids. */
function Who({ actor }: { actor: { type: string; id: string } }) {
  return actor.id ? <Known actor={actor} /> : role(actor.type)
}

function Known({ actor }: { actor: { type: string; id: string } }) {
  const me = useMe().data
  return actor.id === me?.id || actor.id === me?.account_id ? t.you : role(actor.type)
}

function role(type: string): string {
  return { user: t.person, token: t.token, platform: t.automation, workspace: t.agent }[type] ?? type
}

function Message({ row }: { row: MessageRow }) {
  return (
    <div data-row="message" data-state={row.state} className={cx('rounded-card border px-3 py-2', row.state === 'removed' ? 'border-dashed border-line text-muted' : 'border-line bg-surface')}>
      <div className="mb-0.5 flex items-center gap-2 text-xs text-muted">
        <span className="font-medium text-text">
          <Who actor={row.actor} />
        </span>
        <ClockTime at={row.at} />
        {row.edited && <span>· {t.edited}</span>}
        <span className="flex-1" />
        {row.state === 'waiting' && (
          <Chip>
            <Clock3 size={12} aria-hidden /> {t.queuedState}
          </Chip>
        )}
        {row.state === 'removed' && <Chip>{t.removedMessage}</Chip>}
      </div>
      <div className={cx('text-md', row.state === 'removed' && 'line-through')}>
        <Markdown text={row.text} />
      </div>
    </div>
  )
}

export function Sending({ text }: { text: string }) {
  return (
    <div data-row="sending" className="rounded-card border border-line bg-surface px-3 py-2">
      <div className="mb-0.5 flex items-center gap-2 text-xs text-muted">
        <span className="font-medium text-text">{t.you}</span>
        <Clock3 size={12} aria-hidden /> {t.sending}
      </div>
      <div className="text-md">
        <Markdown text={text} />
      </div>
    </div>
  )
}

function Turn({ row }: { row: TurnRow }) {
  const { goTo } = useLog()
  return (
    <div data-row="turn" className="flex min-h-6 flex-wrap items-center gap-x-2 text-xs text-subtle">
      <span>{row.how === 'started' ? t.turn(row.configVersion) : row.how === 'joined' ? t.joined : t.resumed}</span>
      {row.takes.map(it => (
        <button key={it.seq} type="button" onClick={() => goTo(it.seq)} className="inline-flex max-w-full items-center gap-1 rounded-chip px-1 text-muted hover:bg-hover">
          <CornerDownRight size={12} aria-hidden />
          <span className="font-mono text-2xs">{it.seq}</span>
          <span className="max-w-80 truncate">
            <SafeText text={firstLine(it.text)} />
          </span>
        </button>
      ))}
      <span className="h-px flex-1 bg-line" />
      <ClockTime at={row.at} />
    </div>
  )
}

function Agent({ row }: { row: AgentRow }) {
  return (
    <div data-row="agent" className="py-0.5 text-md">
      <Markdown text={row.text} />
    </div>
  )
}

function Thinking({ row, open }: { row: ThinkingRow; open: boolean }) {
  const { toggle } = useLog()
  return (
    <div>
      <button type="button" aria-expanded={open} onClick={() => toggle(row.key)} className="flex h-7 items-center gap-1 rounded-chip text-sm text-muted hover:text-text">
        <ChevronRight size={14} aria-hidden className={cx(open && 'rotate-90')} />
        {t.thought}
      </button>
      {open && (
        <div className="border-l-2 border-line pl-3 text-sm text-muted">
          {row.redacted ? t.redactedThought : <Markdown text={row.text} />}
        </div>
      )}
    </div>
  )
}

/** What is being written just now. Thoughts and inputs of tools are only said to be: their text comes with their event. */
export function Writing({ preview }: { preview: Preview }) {
  if (preview.type === 'agent.message') {
    return (
      <div data-row="writing" className="py-0.5 text-md">
        {preview.text === '' ? <span className="text-sm text-muted">{t.writing}</span> : <Markdown text={preview.text} />}
      </div>
    )
  }
  return (
    <div data-row="writing" className="flex h-7 items-center gap-1.5 text-sm text-muted">
      <Lamp state="running" />
      {preview.type === 'agent.thinking' ? t.thinking : <SafeText text={t.writesTool(verb(preview.tool ?? ''))} />}
    </div>
  )
}

const planLamps: Record<string, LampState> = { pending: 'off', in_progress: 'running', completed: 'ok' }

function Plan({ row }: { row: PlanRow }) {
  const done = row.items.filter(it => it.status === 'completed').length
  return (
    <section aria-label={t.plan} data-row="plan" className="rounded-card border border-line bg-surface px-3 py-2 text-sm">
      <div className="mb-1 flex items-center gap-2 text-xs text-muted">
        <span className="font-medium text-text">{t.plan}</span>
        <span className="nums">{t.planDone(done, row.items.length)}</span>
      </div>
      <ul className="flex flex-col gap-1">
        {row.items.map((it, i) => (
          <li key={i} className="flex items-start gap-2">
            <Lamp state={planLamps[it.status] ?? 'off'} label={t.planStates[it.status] ?? it.status} className="mt-1" />
            <span className={cx('min-w-0 break-words', it.status === 'completed' && 'text-muted')}>
              <SafeText text={it.content} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Note({ row, open }: { row: NoteRow; open: boolean }) {
  const { toggle } = useLog()
  const bad = row.note === 'error'
  const text = row.note === 'erased' ? t.erasedText : row.note === 'model' ? modelWords(row.data) : row.note === 'compacted' ? t.compactedFrom(Number(row.data.tokens_before ?? 0)) : row.text
  const Icon = bad ? TriangleAlert : row.note === 'interrupted' || row.note === 'queue_paused' ? OctagonPause : undefined
  const unknown = row.note === 'unknown'
  const summary = row.note === 'compacted' ? String(row.data.summary ?? '') : ''
  return (
    <div data-row="note" data-note={row.note} className={cx('flex min-h-6 flex-wrap items-center gap-x-1.5 text-xs', bad ? 'rounded-control bg-bad-soft px-2 py-1 text-bad' : 'text-muted')}>
      {Icon && <Icon size={14} strokeWidth={1.75} aria-hidden />}
      <span className="font-medium">{t.notes[row.note]}</span>
      {row.note === 'interrupted' && <Who actor={row.actor} />}
      {unknown && (
        <button type="button" aria-expanded={open} onClick={() => toggle(row.key)} className="font-mono underline decoration-dotted">
          <SafeText text={row.type} />
        </button>
      )}
      {text && (
        <span className="min-w-0 break-words">
          <SafeText text={text} />
        </span>
      )}
      {bad && <code className="text-2xs">{String(row.data.kind ?? '')}</code>}
      {summary && (
        <button type="button" aria-expanded={open} aria-label={t.notes.compacted} onClick={() => toggle(row.key)} className="rounded-chip p-0.5">
          <ChevronRight size={14} aria-hidden className={cx(open && 'rotate-90')} />
        </button>
      )}
      {summary && open && (
        <div className="w-full border-l-2 border-line pl-3 text-sm">
          <Markdown text={summary} />
        </div>
      )}
      {unknown && open && (
        <div className="w-full py-1 pl-4">
          <Json value={row.data} />
        </div>
      )}
    </div>
  )
}

const modelWords = (data: Record<string, unknown>) => (data.is_error === true ? t.modelFailed : t.modelRetried(Number(data.retries ?? 0)))

function Foot({ row }: { row: FootRow }) {
  const bad = row.stopReason === 'failed' || row.stopReason === 'retries_exhausted'
  const warn = row.stopReason === 'interrupted' || row.stopReason === 'budget_reached' || row.stopReason === 'max_tokens' || row.stopReason === 'refusal'
  const tokens = (row.usage?.input_tokens ?? 0) + (row.usage?.output_tokens ?? 0)
  return (
    <div data-row="foot" data-stop={row.stopReason} className="nums flex min-h-6 flex-wrap items-center gap-x-3 text-xs text-subtle">
      <span className={cx('font-medium', bad ? 'text-bad' : warn ? 'text-warn' : 'text-muted')}>{t.stopReasons[row.stopReason] ?? row.stopReason}</span>
      {row.durationMs !== undefined && <Duration ms={row.durationMs} />}
      {row.usage && row.usage.tool_calls > 0 && <span>{t.toolCalls(row.usage.tool_calls)}</span>}
      {tokens > 0 && (
        <>
          <span>{t.tokens(tokens)}</span>
          {row.usage!.cost_usd === null ? <span>{t.unknownPrice}</span> : <Money usd={row.usage!.cost_usd} />}
        </>
      )}
    </div>
  )
}

function Fold({ row }: { row: FoldRow }) {
  const { toggle } = useLog()
  return (
    <button
      type="button"
      aria-expanded={row.open}
      onClick={() => toggle(row.key)}
      data-row="fold"
      className="flex h-8 w-full items-center gap-2 rounded-control border border-line bg-sunken px-2 text-sm text-muted hover:bg-hover hover:text-text coarse:h-11"
    >
      <ChevronRight size={14} aria-hidden className={cx('text-subtle', row.open && 'rotate-90')} />
      <span className="nums">{row.running ? t.foldRunning(row.steps) : t.fold(row.ms === undefined ? undefined : duration(row.ms), row.steps)}</span>
      {row.failed > 0 && <span className="nums font-medium text-bad">· {t.foldFailed(row.failed)}</span>}
    </button>
  )
}

function Reads({ row, open }: { row: ReadsRow; open: ReadonlySet<string> }) {
  const { toggle } = useLog()
  const unfolded = open.has(row.key)
  return (
    <div>
      <button type="button" aria-expanded={unfolded} onClick={() => toggle(row.key)} className="flex h-8 w-full items-center gap-2 rounded-control border border-line bg-surface px-2 text-sm hover:bg-hover coarse:h-11">
        <ChevronRight size={14} aria-hidden className={cx('text-subtle', unfolded && 'rotate-90')} />
        {t.reads(row.rows.length)}
      </button>
      {unfolded && (
        <div className="flex flex-col gap-1 py-1 pl-4">
          {row.rows.map(it => (
            <ToolCard key={it.key} row={it} open={open.has(it.key)} />
          ))}
        </div>
      )}
    </div>
  )
}
