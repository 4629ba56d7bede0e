import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Run } from '@/api/automation'
import { ask, useFeature } from '@/api/query'
import { automation as t } from '@/strings/automation'
import { conversation } from '@/strings/conversation'
import { StatusChip } from './Chip'
import { cx } from './cx'
import type { LampState } from './Lamp'
import { SafeText } from './SafeText'
import { Money, RelTime } from './values'

const lamps: Record<string, LampState> = { fired: 'ok', caught_up: 'ok', backfilled: 'ok', buffered: 'queued', debounced: 'queued', skipped: 'warn', missed: 'warn', filtered: 'warn', limited: 'warn', held: 'paused', failed: 'failed', dead: 'failed' }

const failedResolution = (run: Run) => run.resolved?.status === 'refused' || run.resolved?.code === 'failed' || run.resolved?.code === 'retries_exhausted'
export const runLamp = (run: Run): LampState => (failedResolution(run) ? 'failed' : run.resolved === null && run.session_id ? 'running' : (lamps[run.outcome] ?? 'off'))

/** The ledger: what was decided, why, and what came of it; what did not start has its row too. */
export function RunList({ runs, everywhere = false }: { runs: readonly Run[]; everywhere?: boolean }) {
  const causes = useFeature('causes')
  const workspaces = useQuery({ ...ask.workspaces(), enabled: everywhere }).data?.data
  return (
    <ul aria-label={t.ledger} className="divide-y divide-line rounded-card border border-line bg-surface">
      {runs.map(it => (
        <li key={it.id} data-run={it.id} data-outcome={it.outcome} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-sm">
          <StatusChip lamp={runLamp(it)} word={t.outcomes[it.outcome] ?? it.outcome} />
          <span className="min-w-40 flex-1 break-words">
            {everywhere && (
              <Link to="/w/$slug" params={{ slug: it.workspace_id }} className="font-medium hover:underline">
                <SafeText text={workspaces?.find(of => of.id === it.workspace_id)?.name ?? t.desk} />
              </Link>
            )}
            {everywhere && ' · '}
            <SafeText text={it.reason.text} />
            {it.resolved && (
              <span className="text-muted">
                {' · '}
                {conversation.stopReasons[it.resolved.code ?? ''] ?? t.resolved[it.resolved.status] ?? it.resolved.status}
              </span>
            )}
            {it.overdue && <span className="text-warn"> · {t.overdue}</span>}
          </span>
          <span className="flex w-full items-center gap-3 md:w-auto">
          {it.delivery_id && (
            <Link to="/automation/deliveries/$id" params={{ id: it.delivery_id }} className="text-accent hover:underline">
              {t.delivery}
            </Link>
          )}
          {causes && (
            <Link to="/why/$id" params={{ id: it.id }} className="text-accent hover:underline">
              {t.why}
            </Link>
          )}
          {it.session_id && (
            <Link to="/w/$slug/s/$ses" params={{ slug: it.workspace_id, ses: it.session_id }} className="text-accent hover:underline">
              {t.openSession}
            </Link>
          )}
          {it.cost_usd !== null && it.cost_usd !== '0' && <Money usd={it.cost_usd} />}
          <span className="nums ml-auto shrink-0 text-xs text-muted">
            <RelTime at={it.nominal_at ?? it.decided_at} />
          </span>
          </span>
        </li>
      ))}
    </ul>
  )
}

const cells: Partial<Record<LampState, string>> = { ok: 'bg-ok', running: 'bg-run', failed: 'bg-bad', warn: 'bg-warn', queued: 'bg-line-strong', paused: 'bg-line-strong' }
const cell: Partial<Record<LampState, string>> = { failed: 'h-4', warn: 'h-2.5', ok: 'h-4', running: 'h-4', queued: 'h-1.5', paused: 'h-1.5' }

/** The last runs as a strip; height and colour both tell how each went. */
export function LedgerStrip({ runs }: { runs: readonly Run[] }) {
  if (runs.length === 0) return null
  const words = runs.slice(0, 10).map(it => t.outcomes[it.outcome] ?? it.outcome)
  return (
    <span role="img" aria-label={t.strip(words.join(', '))} className="flex h-4 items-end gap-px">
      {runs
        .slice(0, 40)
        .toReversed()
        .map(it => (
          <span key={it.id} title={`${t.outcomes[it.outcome] ?? it.outcome}`} className={cx('w-1 rounded-[1px]', cells[runLamp(it)] ?? 'bg-line-strong', cell[runLamp(it)] ?? 'h-2')} />
        ))}
    </span>
  )
}
