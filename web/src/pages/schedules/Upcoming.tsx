import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Occurrence, Spec } from '@/api/automation'
import { asProblem } from '@/api/problem'
import { api } from '@/api/request'
import { automation as t } from '@/strings/automation'
import { Chip } from '@/ui/Chip'
import { RelTime } from '@/ui/values'

const shown = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** Times as the clock of their zone shows them. */
export function Occurrences({ all }: { all: readonly Occurrence[] }) {
  if (all.length === 0) return <p className="text-sm text-muted">{t.none}</p>
  return (
    <ol className="flex flex-col gap-1">
      {all.map((it, i) => (
        <li key={i} className="nums flex flex-wrap items-center gap-2 text-sm">
          <span className="min-w-44">{wall(it.local)}</span>
          <span className="text-xs text-muted">
            <RelTime at={it.nominal_at} />
          </span>
          {it.dst !== 'normal' && <Chip tone="warn">{t.dst[it.dst] ?? it.dst}</Chip>}
        </li>
      ))}
    </ol>
  )
}

/** The local time of its own zone, whatever zone the browser is in. */
function wall(local: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})/.exec(local)
  return parts ? shown.format(new Date(parts[1]!)) : local
}

/** When a rule would be due, asked as it is typed; what is wrong with it is said by its field. */
export function usePreview(spec: Spec) {
  const now = JSON.stringify(spec)
  const [asked, setAsked] = useState(now)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(now), 300)
    return () => clearTimeout(timer)
  }, [now])
  const rule = JSON.parse(asked) as Spec
  const complete = Boolean(rule.cron || rule.every || rule.at)
  const preview = useQuery({
    queryKey: ['schedule-preview', asked],
    queryFn: ({ signal }) => api.post<{ data: Occurrence[] }>('/schedules/preview', { spec: rule, count: 5 }, { signal }),
    enabled: complete,
    retry: false,
    staleTime: 30_000,
  })
  return { data: preview.data?.data, problem: preview.error ? asProblem(preview.error) : undefined }
}
