import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ask } from '@/api/query'
import { api, path } from '@/api/request'
import type { Envelope, Page as Listed } from '@/api/types'
import { reduce } from '@/log/reduce'
import { compare as t } from '@/strings/compare'
import { workspace as w } from '@/strings/workspace'
import { Page, Section } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { Loaded } from '@/ui/states'
import { duration, Money } from '@/ui/values'
import { Side } from './Side'
import { pairs, type Totals, totals, turnsOf } from './turns'

const pageSize = 1_000
const mostEvents = 5_000

async function beginning(id: string): Promise<Envelope[]> {
  const all: Envelope[] = []
  while (all.length < mostEvents) {
    const { data } = await api.get<Listed<Envelope>>(path`/sessions/${id}/events`, { after: all.at(-1)?.seq ?? 0, limit: pageSize })
    all.push(...data)
    if (data.length < pageSize) break
  }
  return all
}

const useTurns = (id: string) => useQuery({ queryKey: ['compare', id], queryFn: async () => turnsOf(reduce(await beginning(id))), staleTime: 0 })

/** Two Sessions turn by turn: what was done otherwise, and what it took. */
export default function ComparePage() {
  const { slug, ses, other } = useParams({ strict: false }) as { slug: string; ses: string; other: string }
  const [one, two] = [useQuery(ask.session(ses)).data, useQuery(ask.session(other)).data]
  const [left, right] = [useTurns(ses), useTurns(other)]
  const workspace = useQuery(ask.workspace(slug)).data
  const names = [one?.title ?? w.untitled, two?.title ?? w.untitled] as const
  const sides = useMemo(() => pairs(left.data ?? [], right.data ?? []), [left.data, right.data])
  const long = Math.max(one?.last_seq ?? 0, two?.last_seq ?? 0) > mostEvents
  return (
    <Page title={t.title} tab={[t.title, ...names]} width="wide" crumbs={[{ label: <SafeText text={workspace?.name ?? slug} />, to: '/w/$slug', params: { slug } }]}>
      <Loaded from={left}>
        {first => (
          <Loaded from={right}>
            {second => (
              <>
                <Sums left={totals(first)} right={totals(second)} names={names} ids={[ses, other]} slug={slug} />
                {long && <p className="text-sm text-muted">{t.truncated}</p>}
                {sides.map((it, i) => (
                  <Section key={it.left?.id ?? it.right!.id} title={t.turn(i + 1)}>
                    <div className="grid gap-3 md:grid-cols-2">
                      <Side turn={it.left} beside={it.right} label={t.left} slug={slug} ses={ses} />
                      <Side turn={it.right} beside={it.left} label={t.right} slug={slug} ses={other} />
                    </div>
                  </Section>
                ))}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

type SumsProps = { left: Totals; right: Totals; names: readonly [string, string]; ids: readonly [string, string]; slug: string }

function Sums({ left, right, names, ids, slug }: SumsProps) {
  const lines: [string, (of: Totals) => React.ReactNode][] = [
    [t.turns, it => it.turns],
    [t.tools, it => it.tools],
    [t.failed, it => it.failed],
    [t.time, it => duration(it.ms)],
    [t.tokens, it => `${it.usage.input_tokens.toLocaleString('en')} · ${it.usage.output_tokens.toLocaleString('en')}`],
    [t.cost, it => <Money usd={it.cost} />],
  ]
  return (
    <div className="overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full text-sm">
        <caption className="sr-only">{t.sums}</caption>
        <thead>
          <tr className="border-b border-line text-left">
            <td />
            {names.map((name, i) => (
              <th key={ids[i]} scope="col" className="px-3 py-2 font-medium">
                <Link to="/w/$slug/s/$ses" params={{ slug, ses: ids[i]! }} className="text-accent hover:underline">
                  <SafeText text={name} />
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {lines.map(([name, of]) => (
            <tr key={name}>
              <th scope="row" className="px-3 py-1.5 text-left font-normal text-muted">
                {name}
              </th>
              <td className="nums px-3 py-1.5">{of(left)}</td>
              <td className="nums px-3 py-1.5">{of(right)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
