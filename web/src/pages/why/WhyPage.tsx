import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { api, path } from '@/api/request'
import { automation } from '@/strings/automation'
import { common } from '@/strings/common'
import { why as t } from '@/strings/why'
import { Chip } from '@/ui/Chip'
import { CurlMenu } from '@/ui/CurlMenu'
import { cx } from '@/ui/cx'
import { Page } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { Loaded } from '@/ui/states'
import { Hash, Money, RelTime } from '@/ui/values'
import { type Cause, chain, type Link as CauseLink, type Step } from './chain'

type Causes = { nodes: Cause[]; edges: CauseLink[]; truncated: boolean }

/** Why something happened, and what came of it; also of what did not happen. */
export default function WhyPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const found = useQuery({ queryKey: ['causes', id], queryFn: () => api.get<Causes>(path`/causes/${id}`), staleTime: 0 })
  return (
    <Page title={t.title} actions={<CurlMenu request={{ method: 'GET', path: path`/causes/${id}` }} />}>
      <p className="-mt-2 text-sm text-muted">{t.lead}</p>
      <Loaded from={found}>
        {({ nodes, edges, truncated }) => (
          <>
            <ol aria-label={t.list} className="flex flex-col">
              {chain(nodes, edges).map(it => (
                <Node key={it.cause.id} step={it} here={it.cause.id === id} all={nodes} />
              ))}
            </ol>
            {nodes.length === 1 && <p className="text-sm text-muted">{t.alone}</p>}
            {truncated && <p className="text-sm text-warn">{t.truncated}</p>}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Node({ step, here, all }: { step: Step; here: boolean; all: readonly Cause[] }) {
  const { cause, refused } = step
  const from = step.because.map(it => ({ ...it, cause: all.find(of => of.id === it.id) }))
  return (
    <li data-cause={cause.id} className="flex" style={{ paddingLeft: Math.min(step.depth, 8) * 16 }}>
      <span aria-hidden className="flex w-5 shrink-0 flex-col items-center">
        <span className={cx('h-4 w-px', step.depth > 0 ? 'bg-line-strong' : 'bg-transparent')} />
        <span className={cx('size-2 shrink-0 rounded-full', refused ? 'border border-line-strong' : here ? 'bg-accent' : 'bg-line-strong')} />
        <span className="w-px flex-1 bg-transparent" />
      </span>
      <div className={cx('my-1 min-w-0 flex-1 rounded-card border px-3 py-2 text-sm', refused ? 'border-dashed border-line text-muted' : here ? 'border-accent bg-accent-soft' : 'border-line bg-surface')}>
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{t.kinds[cause.kind] ?? cause.kind}</span>
          {cause.type && <Chip tone={refused ? 'warn' : 'neutral'}>{automation.outcomes[cause.type] ?? automation.deliveryStates[cause.type] ?? common.origin[cause.type as 'user'] ?? cause.type.replaceAll('_', ' ')}</Chip>}
          {here && <Chip tone="accent">{t.here}</Chip>}
          <span className="flex-1" />
          {cause.cost_usd !== null && cause.cost_usd !== '0' && <Money usd={cause.cost_usd} />}
          {cause.at && (
            <span className="text-xs text-muted">
              <RelTime at={cause.at} />
            </span>
          )}
        </div>
        {cause.summary && cause.summary !== cause.type && (
          <p className="break-words">
            <SafeText text={cause.summary} />
          </p>
        )}
        <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
          <Link to="/e/$id" params={{ id: cause.id }} className="text-accent hover:underline">
            {t.open}
          </Link>
          <Hash value={cause.id} length={12} />
          {from.map(it => (
            <span key={it.id}>
              {t.relations[it.relation] ?? it.relation} {t.kinds[it.cause?.kind ?? '']?.toLowerCase() ?? it.id}
            </span>
          ))}
        </p>
      </div>
    </li>
  )
}
