import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ask, useFeature } from '@/api/query'
import { api } from '@/api/request'
import type { Page as PageOf, Session, Workspace } from '@/api/types'
import { search as t } from '@/strings/search'
import { FilterBar } from '@/ui/FilterBar'
import { Lamp } from '@/ui/Lamp'
import { Page } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { EmptyState, Loaded } from '@/ui/states'
import { sessionStatus, workspaceStatus } from '@/ui/status'
import { RelTime } from '@/ui/values'
import { Transcripts } from './Transcripts'

/** Workspaces and Sessions by their names, and what was said in them. */
export default function SearchPage() {
  const { q = '' } = useSearch({ strict: false }) as { q?: string }
  const navigate = useNavigate()
  const said = useFeature('search')
  const names = useQuery({ ...ask.workspaces(), select: page => page.data })
  const found = useQuery({
    queryKey: ['sessions', 'search', q],
    enabled: q !== '',
    placeholderData: before => before,
    queryFn: async () => {
      const [workspaces, sessions] = await Promise.all([
        api.get<PageOf<Workspace>>('/workspaces', { q, limit: 50 }),
        api.get<PageOf<Session>>('/sessions', { q, limit: 50 }),
      ])
      return { workspaces: workspaces.data, sessions: sessions.data }
    },
  })
  const slugOf = (id: string) => names.data?.find(it => it.id === id)?.slug ?? id
  return (
    <Page title={t.title}>
      <FilterBar values={{ q }} placeholder={t.placeholder} onChange={values => void navigate({ to: '/search', search: values as never, replace: true })} />
      {q === '' ? (
        <p className="text-sm text-muted">{t.start}</p>
      ) : (
        <Loaded from={found}>
          {({ workspaces, sessions }) => (
              <>
                {workspaces.length > 0 && (
                  <Hits title={t.workspaces}>
                    {workspaces.map(it => (
                      <Hit key={it.id} to={`/w/${it.slug ?? it.id}`} lamp={<Lamp {...lampOf(workspaceStatus(it))} />} name={it.name ?? it.id} hint={it.slug ?? ''} at={it.updated_at} />
                    ))}
                  </Hits>
                )}
                {sessions.length > 0 && (
                  <Hits title={t.sessions}>
                    {sessions.map(it => (
                      <Hit key={it.id} to={`/w/${slugOf(it.workspace_id)}/s/${it.id}`} lamp={<Lamp {...lampOf(sessionStatus(it))} />} name={it.title || t.untitled} hint={slugOf(it.workspace_id)} at={it.updated_at} />
                    ))}
                  </Hits>
                )}
                {said && <Transcripts q={q} slugOf={slugOf} />}
                {!said && workspaces.length + sessions.length === 0 && <EmptyState text={t.none(q)} curl={{ method: 'GET', path: '/sessions', query: { q } }} />}
              </>
            )}
        </Loaded>
      )}
    </Page>
  )
}

const lampOf = ({ lamp, word }: { lamp: Parameters<typeof Lamp>[0]['state']; word: string }) => ({ state: lamp, label: word })

const Hits = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex flex-col gap-2">
    <h2 className="text-lg font-semibold">{title}</h2>
    <ul className="divide-y divide-line rounded-card border border-line bg-surface">{children}</ul>
  </section>
)

const Hit = ({ to, lamp, name, hint, at }: { to: string; lamp: ReactNode; name: string; hint: string; at: string }) => (
  <li>
    <Link to={to} className="flex min-h-11 items-center gap-2.5 px-3 text-sm hover:bg-hover">
      {lamp}
      <span className="min-w-0 flex-1 truncate">
        <SafeText text={name} />
      </span>
      <span className="hidden max-w-40 truncate font-mono text-2xs text-subtle md:block">{hint}</span>
      <span className="text-xs text-muted">
        <RelTime at={at} />
      </span>
    </Link>
  </li>
)
