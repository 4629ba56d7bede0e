import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { api, path } from '@/api/request'
import { resolve as t } from '@/strings/resolve'
import { Card, Page } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { Loaded } from '@/ui/states'
import { Hash } from '@/ui/values'

type Target = { id: string; kind: string; title: string; workspace_id: string | null; url: string; href: string }

/** Only pages that there are; what has none is shown by its facts. */
const hasPage = (url: string) => url.startsWith('/w/') || url.startsWith('/inbox/') || /^\/automation\/(connectors|deliveries|schedules)\/\w+$/.test(url)

/** Goes where an id leads. */
export default function ResolvePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const navigate = useNavigate()
  const found = useQuery({ queryKey: ['resolve', id], queryFn: () => api.get<Target>(path`/resolve/${id}`) })
  const url = found.data?.url
  useEffect(() => {
    if (url !== undefined && hasPage(url)) void navigate({ href: url, replace: true })
  }, [url, navigate])
  return (
    <Page title={t.title}>
      <Loaded from={found}>{target => (hasPage(target.url) ? null : <Facts target={target} />)}</Loaded>
    </Page>
  )
}

function Facts({ target }: { target: Target }) {
  const facts = [
    [t.kind, target.kind],
    [t.name, target.title],
  ] as const
  return (
    <Card className="flex flex-col gap-3 text-sm">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="truncate">
              <SafeText text={value} />
            </dd>
          </div>
        ))}
        {target.workspace_id && (
          <>
            <dt className="text-muted">{t.workspace}</dt>
            <dd>
              <Link to="/w/$slug" params={{ slug: target.workspace_id }} className="text-accent hover:underline">
                <Hash value={target.workspace_id} length={30} />
              </Link>
            </dd>
          </>
        )}
        <dt className="text-muted">{t.api}</dt>
        <dd className="min-w-0">
          <a href={target.href} className="font-mono text-xs break-all text-accent hover:underline">
            {target.href}
          </a>
        </dd>
      </dl>
      <p className="text-muted">{t.noPage}</p>
    </Card>
  )
}
