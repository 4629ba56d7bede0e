import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useKeys } from '@/app/keys'
import { useHints } from '@/api/live'
import { ask } from '@/api/query'
import { common } from '@/strings/common'
import { inbox as t } from '@/strings/inbox'
import { CurlMenu } from '@/ui/CurlMenu'
import { cx } from '@/ui/cx'
import { Page } from '@/ui/Page'
import { EmptyState, Loaded } from '@/ui/states'
import { useNow } from '@/ui/values'
import { ApprovalDetail } from './ApprovalDetail'
import { ApprovalItem } from './ApprovalItem'
import { arranged, type List, lists, neighbour } from './approvals'

const width = matchMedia('(min-width: 768px)')
const isWide = () => width.matches
const watchWidth = (told: () => void) => {
  width.addEventListener('change', told)
  return () => width.removeEventListener('change', told)
}

/** What waits for a person, over all Workspaces; and for a day what became of it. */
export default function InboxPage() {
  const { apr } = useParams({ strict: false }) as { apr?: string }
  const search = useSearch({ strict: false }) as { status?: string }
  const list: List = lists.find(it => it === search.status) ?? 'pending'
  const navigate = useNavigate()
  const now = useNow()
  const found = useQuery(ask.approvals({ status: list }))
  const workspaces = useQuery(ask.workspaces())
  useHints('inbox', ['approvals'])
  const rows = arranged(list, found.data?.data ?? [], now)
  const waiting = list === 'pending' ? rows.length : undefined
  const show = (id: string | undefined) => id !== undefined && void navigate({ to: '/inbox/$apr', params: { apr: id }, search: search as never, replace: apr !== undefined })
  useKeys({ j: () => show(neighbour(rows, apr, 1)?.id), k: () => show(neighbour(rows, apr, -1)?.id) }, { j: t.next, k: t.previous })

  // Where there is room for both, what has waited longest is shown at once.
  const first = rows[0]?.id
  const beside = useSyncExternalStore(watchWidth, isWide)
  useEffect(() => {
    if (beside && apr === undefined && list === 'pending' && first !== undefined) void navigate({ to: '/inbox/$apr', params: { apr: first }, search: search as never, replace: true })
  }, [beside, apr, list, first, navigate, search])

  const empty = { pending: t.empty, decided: t.emptyDecided, expired: t.emptyExpired }[list]
  return (
    <Page title={t.title} full mark={waiting ? '!' : undefined} actions={<CurlMenu request={{ method: 'GET', path: '/approvals', query: { status: list } }} />}>
      <div className="flex min-h-0 flex-1">
        <div className={cx('min-h-0 w-full flex-col md:flex md:w-96 md:shrink-0 md:border-r md:border-line', apr ? 'hidden' : 'flex')}>
          <nav aria-label={t.lists} className="flex shrink-0 gap-1 border-b border-line px-3">
            {lists.map(it => (
              <Link
                key={it}
                to="/inbox"
                search={(it === 'pending' ? {} : { status: it }) as never}
                aria-current={it === list ? 'page' : undefined}
                className={cx('-mb-px inline-flex h-10 items-center border-b-2 px-2 text-sm font-medium coarse:h-11', it === list ? 'border-accent text-text' : 'border-transparent text-muted hover:text-text')}
              >
                {t[it]}
                {it === 'pending' && waiting !== undefined && waiting > 0 && <span className="nums ml-1.5 text-wait">{waiting}</span>}
              </Link>
            ))}
          </nav>
          <div className="min-h-0 flex-1 overflow-y-auto">
            <div className={cx(rows.length === 0 && 'p-3')}>
              <Loaded from={found}>
                {page =>
                  rows.length === 0 ? (
                    <EmptyState text={empty} curl={{ method: 'GET', path: '/approvals', query: { status: list } }} />
                  ) : (
                    <>
                      <ul aria-label={t.list} className="divide-y divide-line">
                        {rows.map(it => (
                          <li key={it.id}>
                            <ApprovalItem approval={it} workspace={workspaces.data?.data.find(of => of.id === it.workspace_id)} shown={it.id === apr} search={search} />
                          </li>
                        ))}
                      </ul>
                      {page.next_cursor && <p className="px-3 py-2 text-xs text-muted">{t.more}</p>}
                    </>
                  )
                }
              </Loaded>
            </div>
          </div>
        </div>
        <div className={cx('min-h-0 min-w-0 flex-1 overflow-y-auto md:block', !apr && 'hidden')}>
          {apr ? (
            <div className="mx-auto flex max-w-200 flex-col gap-3 p-3 md:p-6">
              <Link to="/inbox" search={search as never} className="inline-flex h-8 items-center gap-1.5 self-start text-sm text-muted hover:text-text md:hidden coarse:h-11">
                <ArrowLeft size={16} aria-hidden /> {t.back}
              </Link>
              <ApprovalDetail key={apr} id={apr} />
            </div>
          ) : (
            rows.length > 0 && <p className="p-6 text-sm text-muted">{t.choose}</p>
          )}
        </div>
      </div>
      <span role="status" className="sr-only">
        {waiting ? `${waiting} ${common.needsYou}` : ''}
      </span>
    </Page>
  )
}
