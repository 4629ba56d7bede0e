import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, path } from '@/api/request'
import type { Page } from '@/api/types'
import { own as t } from '@/strings/settings'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { Card } from '@/ui/Page'
import { Loaded, ProblemView } from '@/ui/states'
import { toast } from '@/ui/Toast'
import { relative, RelTime } from '@/ui/values'

type OwnSession = { id: string; method: string; signed_in_at: string; last_used_at: string | null; last_used_from: string | null; expires_at: string; current: boolean }

const sessions = () => queryOptions({ queryKey: ['own-sessions'], queryFn: () => api.get<Page<OwnSession>>('/me/sessions'), staleTime: 0 })

/** The browsers in which one is signed in; each can be signed out, and what it holds open ends with it. */
export function OwnSessions() {
  const client = useQueryClient()
  const list = useQuery(sessions())
  const end = useMutation({
    mutationFn: (id: string) => api.delete(path`/me/sessions/${id}`),
    onSuccess: () => toast(t.ended),
    onSettled: () => client.invalidateQueries({ queryKey: ['own-sessions'] }),
  })
  return (
    <Loaded from={list}>
      {({ data }) => (
        <Card className="p-0!">
          <ul aria-label={t.sessionsList} className="divide-y divide-line">
            {data.toSorted((a, b) => Number(b.current) - Number(a.current)).map(it => (
              <li key={it.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm">
                <span className="flex min-w-40 flex-1 flex-col">
                  <span className="flex items-center gap-2 font-medium">
                    {it.current ? t.thisBrowser : t.browser}
                    <Chip>{t.method[it.method] ?? it.method}</Chip>
                  </span>
                  <span className="text-xs text-muted">
                    {t.signedIn} <RelTime at={it.signed_in_at} /> · {t.lastUsed} <RelTime at={it.last_used_at ?? it.signed_in_at} />
                    {it.last_used_from && (
                      <>
                        {' '}
                        {t.from} <span className="font-mono">{it.last_used_from}</span>
                      </>
                    )}
                  </span>
                </span>
                {!it.current && (
                  <Button
                    size="compact"
                    busy={end.isPending && end.variables === it.id}
                    aria-label={t.endSessionLong(relative(Date.parse(it.signed_in_at), Date.now()))}
                    onClick={() => end.mutate(it.id)}
                  >
                    {t.endSession}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {data.length === 1 && <p className="border-t border-line px-4 py-2.5 text-sm text-muted">{t.onlyThis}</p>}
          {end.error && <ProblemView error={end.error} compact />}
        </Card>
      )}
    </Loaded>
  )
}
