import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '@/api/request'
import { search as t } from '@/strings/search'
import { Chip } from '@/ui/Chip'
import { SafeText } from '@/ui/SafeText'
import { Loaded } from '@/ui/states'
import { RelTime } from '@/ui/values'

type Hit = { kind: string; id: string; session_id: string; workspace_id: string; seq: number; title: string | null; snippet: { text: string; hit: boolean }[]; at: string }

/** What was said, in every conversation; each hit leads to its event. */
export function Transcripts({ q, slugOf }: { q: string; slugOf: (workspaceId: string) => string }) {
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: async ({ signal }) => (await api.get<{ data: Hit[] }>('/search', { q, limit: 50 }, { signal })).data,
    placeholderData: before => before,
    retry: false,
  })
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-lg font-semibold">{t.said}</h2>
      <Loaded from={found}>
        {hits =>
          hits.length === 0 ? (
            <p className="text-sm text-muted">{t.nothingSaid(q)}</p>
          ) : (
            <ul aria-label={t.said} className="divide-y divide-line rounded-card border border-line bg-surface">
              {hits.map(it => (
                <li key={`${it.kind}-${it.id}`}>
                  <Link to="/w/$slug/s/$ses" params={{ slug: slugOf(it.workspace_id), ses: it.session_id }} hash={`e${it.seq}`} className="flex flex-col gap-0.5 px-3 py-2 text-sm hover:bg-hover">
                    <span className="flex items-center gap-2 text-xs text-muted">
                      <span className="nums font-mono text-2xs">{it.seq}</span>
                      <span className="min-w-0 flex-1 truncate">
                        <SafeText text={it.title ?? it.session_id} />
                      </span>
                      <Chip>{t.kinds[it.kind] ?? it.kind}</Chip>
                      <RelTime at={it.at} />
                    </span>
                    <span className="line-clamp-2 break-words">
                      {it.snippet.map((part, i) =>
                        part.hit ? (
                          <mark key={i} className="rounded-chip bg-warn-soft text-text">
                            <SafeText text={part.text} />
                          </mark>
                        ) : (
                          <SafeText key={i} text={part.text} />
                        ),
                      )}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
