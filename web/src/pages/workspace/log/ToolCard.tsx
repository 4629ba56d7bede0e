import { ChevronRight, FilePen, FilePlus2, FileText, FolderSearch, Plug, Search, ShieldCheck, ShieldQuestion, ShieldX, Terminal, type LucideIcon } from 'lucide-react'
import { memo, useState } from 'react'
import type { ToolRow } from '@/log/rows'
import { conversation as t } from '@/strings/conversation'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { cx } from '@/ui/cx'
import { DiffLines } from '@/ui/DiffLines'
import { counts, diffTexts, withContext } from '@/ui/diff'
import { Json } from '@/ui/Json'
import { Lamp } from '@/ui/Lamp'
import { SafeText } from '@/ui/SafeText'
import { CopyButton, Duration, useNow } from '@/ui/values'
import { useLog } from './context'
import { Output } from './Output'
import { firstLine, subject, toolLamp, verb } from './words'

const icons: Record<string, LucideIcon> = { bash: Terminal, read: FileText, write: FilePlus2, edit: FilePen, glob: FolderSearch, grep: Search }

/** One call of a tool: a line that says what and how it went, and opens to all of it. */
export const ToolCard = memo(function ToolCard({ row, open }: { row: ToolRow; open: boolean }) {
  const { toggle } = useLog()
  const Icon = icons[row.name] ?? (row.server ? Plug : Terminal)
  const about = firstLine(subject(row))
  const failed = row.state === 'failed' || row.state === 'denied'
  const body = `tool-${row.key}`
  return (
    <div className={cx('rounded-control border bg-surface', failed ? 'border-bad/50' : 'border-line')} data-tool={row.name} data-state={row.state}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? body : undefined}
        onClick={() => toggle(row.key)}
        className="flex h-8 w-full min-w-0 items-center gap-2 rounded-control px-2 text-left text-sm hover:bg-hover coarse:h-11"
      >
        <ChevronRight size={14} aria-hidden className={cx('shrink-0 text-subtle', open && 'rotate-90')} />
        <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-muted" />
        <span className="shrink-0 font-medium">
          <SafeText text={verb(row.name)} />
        </span>
        <span className="min-w-0 flex-1 truncate font-mono text-code text-muted">
          <SafeText text={about} />
        </span>
        {row.server && <Chip mono>{row.server}</Chip>}
        <Permission row={row} />
        {row.name === 'edit' && <EditCounts row={row} />}
        {row.exitCode !== undefined && row.exitCode !== 0 && <span className="nums shrink-0 text-xs text-bad">{t.exit(row.exitCode)}</span>}
        <Took row={row} />
        <Lamp state={toolLamp[row.state]} label={t.states[row.state]} />
      </button>
      {open && (
        <div id={body} className="border-t border-line">
          <ToolBody row={row} />
        </div>
      )}
    </div>
  )
})

function ToolBody({ row }: { row: ToolRow }) {
  const [rawShown, setRaw] = useState(false)
  const { openFile } = useLog()
  const file = ['read', 'write', 'edit'].includes(row.name) && typeof row.input.path === 'string' ? row.input.path : undefined
  return (
    <>
      {row.state === 'unknown_effect' && <p className="bg-warn-soft px-3 py-1.5 text-xs text-warn">{t.unknownEffect}</p>}
      {row.decision?.result === 'deny' && (
        <p className="bg-bad-soft px-3 py-1.5 text-xs text-bad">
          {t.states.denied}
          {row.decision.reason && (
            <>
              : <SafeText text={row.decision.reason} />
            </>
          )}
        </p>
      )}
      {rawShown ? (
        <div className="py-2 pr-2 pl-6">
          <Json value={{ tool: row.name, input: row.input, input_sha256: row.inputSha256, permission: row.permission, rule: row.rule, state: row.state, exit_code: row.exitCode, duration_ms: row.durationMs, output: row.output }} />
        </div>
      ) : (
        <>
          <Input row={row} />
          {row.output && (
            <div className="border-t border-line bg-sunken">
              <Output output={row.output} />
            </div>
          )}
        </>
      )}
      <div className="flex flex-wrap items-center gap-1 border-t border-line px-2 py-1">
        {file && openFile && (
          <Button size="compact" kind="quiet" onClick={() => openFile(file)}>
            {t.openFile}
          </Button>
        )}
        <CopyButton label={t.copyInput} text={() => subject(row) || JSON.stringify(row.input, null, 2)} />
        {row.output && <CopyButton label={t.copyOutput} text={() => row.output!.head + (row.output!.tail ?? '')} />}
        <Button size="compact" kind="quiet" aria-pressed={rawShown} onClick={() => setRaw(!rawShown)}>
          {t.raw}
        </Button>
        {row.rule && (
          <span className="ml-auto truncate text-xs text-subtle">
            {t.permission[row.permission] ?? row.permission} · <SafeText text={row.rule} />
          </span>
        )}
      </div>
    </>
  )
}

/** Exactly what was asked for. */
function Input({ row }: { row: ToolRow }) {
  if (row.name === 'edit' && typeof row.input.old_string === 'string' && typeof row.input.new_string === 'string') {
    return <DiffLines label={String(row.input.path)} lines={withContext(diffTexts(row.input.old_string, row.input.new_string))} />
  }
  if (row.name === 'write' && typeof row.input.content === 'string') {
    return <DiffLines label={String(row.input.path)} lines={diffTexts('', row.input.content)} />
  }
  const only = Object.keys(row.input).length === 1 ? subject(row) : ''
  if (only === '') {
    return (
      <div className="py-2 pr-2 pl-6">
        <Json value={row.input} />
      </div>
    )
  }
  return (
    <pre tabIndex={0} className="max-h-80 overflow-auto px-3 py-2 break-all whitespace-pre-wrap">
      <SafeText text={only} />
    </pre>
  )
}

function EditCounts({ row }: { row: ToolRow }) {
  if (typeof row.input.old_string !== 'string' || typeof row.input.new_string !== 'string') return null
  const { added, removed } = counts(diffTexts(row.input.old_string, row.input.new_string))
  return (
    <span className="nums shrink-0 text-xs">
      <span className="text-ok">+{added}</span> <span className="text-bad">−{removed}</span>
    </span>
  )
}

function Permission({ row }: { row: ToolRow }) {
  const by = row.decision
  if (row.permission === 'allow' && !by) return null
  const denied = by?.result === 'deny' || (row.permission === 'deny' && !by)
  const Icon = denied ? ShieldX : by ? ShieldCheck : ShieldQuestion
  return <Icon size={14} strokeWidth={1.75} role="img" aria-label={denied ? t.states.denied : by ? t.permission.allow : t.permission.ask} className={cx('shrink-0', denied ? 'text-bad' : by ? 'text-ok' : 'text-wait')} />
}

function Took({ row }: { row: ToolRow }) {
  const now = useNow()
  if (row.durationMs !== undefined && row.state !== 'denied') {
    return (
      <span className="shrink-0 text-xs text-subtle">
        <Duration ms={row.durationMs} />
      </span>
    )
  }
  if (row.state !== 'running' || !row.startedAt) return null
  return (
    <span className="shrink-0 text-xs text-run">
      <Duration ms={Math.max(0, now - Date.parse(row.startedAt))} />
    </span>
  )
}
