import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useKeys } from '@/app/keys'
import { useMay } from '@/api/query'
import type { Workspace } from '@/api/types'
import { common } from '@/strings/common'
import { shell } from '@/strings/shell'
import { workspaces as t } from '@/strings/workspaces'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { CurlMenu } from '@/ui/CurlMenu'
import { type Column, DataTable } from '@/ui/DataTable'
import { FilterBar } from '@/ui/FilterBar'
import { Lamp } from '@/ui/Lamp'
import { Monogram } from '@/ui/Nameplate'
import { Page } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { EmptyState, Loaded } from '@/ui/states'
import { workspaceStatus } from '@/ui/status'
import { Checkbox } from '@/ui/Switch'
import { RelTime } from '@/ui/values'
import { BulkBar } from './BulkBar'
import { type Doing, useWorkspaces } from './useWorkspaces'

const statuses = ['running', 'stopped', 'starting', 'failed', 'created', 'deleted'] as const

export default function WorkspacesPage() {
  const search = useSearch({ strict: false }) as { q?: string; tag?: string; status?: string }
  const filter = { q: search.q, tag: search.tag, status: search.status }
  const navigate = useNavigate()
  const { list, doing } = useWorkspaces(filter)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const mayWrite = useMay('workspaces:write')
  const filtered = Object.values(filter).some(Boolean)
  const rows = list.data ?? []
  const picked = rows.filter(it => chosen.has(it.id))
  const tags = useMemo(() => [...new Set(rows.flatMap(it => it.tags))].sort(), [rows])
  const marked = useChanged(rows)
  useKeys({ n: () => void navigate({ to: '/workspaces/new' }) }, { n: shell.newWorkspace })

  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const columns = columnsOf({ doing, chosen, toggle, all: on => setChosen(on ? new Set(rows.map(it => it.id)) : new Set()), every: picked.length === rows.length && rows.length > 0, some: picked.length > 0 })
  const create = mayWrite && (
    <Button kind="primary" icon={Plus} onClick={() => void navigate({ to: '/workspaces/new' })}>
      {t.new}
    </Button>
  )
  return (
    <Page title={t.title} full untitled>
      <div className="mx-auto flex min-h-0 w-full max-w-300 flex-1 flex-col gap-4 px-4 py-6 md:px-6">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h1 tabIndex={-1} data-page-title className="text-xl font-semibold outline-none">
            {t.title}
          </h1>
          <div className="flex items-center gap-1.5">
            {create}
            <CurlMenu request={{ method: 'GET', path: '/workspaces', query: { ...filter } }} />
          </div>
        </div>
        {(rows.length > 0 || filtered) && (
          <FilterBar
            values={filter}
            onChange={values => void navigate({ to: '/workspaces', search: values as never, replace: true })}
            placeholder={t.filter}
            fields={[
              { name: 'status', label: t.status, options: statuses.map(it => ({ value: it, label: common.workspaceStatus[it] })) },
              ...(tags.length > 0 || filter.tag ? [{ name: 'tag', label: t.tag, options: [...new Set([...tags, ...(filter.tag ? [filter.tag] : [])])].map(it => ({ value: it, label: it })) }] : []),
            ]}
          />
        )}
        {picked.length > 0 && <BulkBar chosen={picked} onDone={() => setChosen(new Set())} />}
        <Loaded from={list}>
          {data =>
            data.length > 0 ? (
              <DataTable
                className="max-h-full"
                label={t.title}
                columns={columns}
                rows={data}
                rowKey={it => it.id}
                rowHeight={52}
                marked={it => marked.has(it.id)}
                onOpen={(it, newTab) => (newTab ? void window.open(`/w/${it.slug ?? it.id}`, '_blank', 'noopener') : void navigate({ to: '/w/$slug', params: { slug: it.slug ?? it.id } }))}
              />
            ) : filtered ? (
              <EmptyState text={t.emptyFilter} action={<Button onClick={() => void navigate({ to: '/workspaces', search: {} as never })}>{t.clear}</Button>} />
            ) : (
              <EmptyState text={t.empty} action={create} curl={{ method: 'POST', path: '/workspaces', body: { name: 'First desk' } }} />
            )
          }
        </Loaded>
      </div>
    </Page>
  )
}

type Given = { doing: Map<string, Doing> | undefined; chosen: ReadonlySet<string>; toggle: (id: string, on: boolean) => void; all: (on: boolean) => void; every: boolean; some: boolean }

function columnsOf({ doing, chosen, toggle, all, every, some }: Given): Column<Workspace>[] {
  const now = (it: Workspace) => doing?.get(it.id) ?? { running: 0, waiting: 0, queued: 0 }
  return [
    {
      key: 'select',
      width: '16px',
      head: <Checkbox bare label={t.selectAll} checked={every ? true : some ? 'indeterminate' : false} onChange={all} />,
      cell: it => <Checkbox bare label={`${t.select} ${it.name ?? it.id}`} checked={chosen.has(it.id)} onChange={on => toggle(it.id, on)} />,
    },
    {
      key: 'name',
      width: 'minmax(0,2fr)',
      head: t.name,
      cell: it => {
        const status = workspaceStatus(it, now(it))
        return (
          <span className="flex min-w-0 items-center gap-2.5">
            <Lamp state={status.lamp} label={status.word} />
            <Monogram id={it.id} slug={it.slug ?? it.id} />
            <span className="flex min-w-0 flex-col leading-4">
              <Link to="/w/$slug" params={{ slug: it.slug ?? it.id }} className="truncate font-medium hover:underline">
                <SafeText text={it.name ?? it.id} />
              </Link>
              <span className="truncate font-mono text-2xs text-subtle">{it.slug}</span>
            </span>
          </span>
        )
      },
    },
    { key: 'doing', width: 'minmax(0,1.6fr)', head: t.doing, cell: it => <DoingNow workspace={it} doing={now(it)} /> },
    { key: 'engine', width: '88px', head: t.engine, wide: true, cell: it => it.engine && <Chip mono>{it.engine}</Chip> },
    { key: 'isolation', width: '80px', head: t.isolation, wide: true, cell: it => it.isolation && <Chip mono>{it.isolation.tier}</Chip> },
    {
      key: 'tags',
      width: 'minmax(0,1fr)',
      head: t.tags,
      wide: true,
      cell: it => (
        <span className="flex gap-1 overflow-hidden">
          {it.tags.map(tag => (
            <Chip key={tag}>
              <SafeText text={tag} />
            </Chip>
          ))}
        </span>
      ),
    },
    {
      key: 'changed',
      width: '84px',
      head: t.changed,
      align: 'end',
      wide: true,
      cell: it => (
        <span className="text-xs text-muted">
          <RelTime at={it.updated_at} />
        </span>
      ),
    },
  ]
}

function DoingNow({ workspace, doing }: { workspace: Workspace; doing: Doing }) {
  if (workspace.status === 'failed') {
    return (
      <span className="text-bad">
        <SafeText text={t.failedBecause(workspace.status_reason ?? '')} />
      </span>
    )
  }
  if (workspace.status === 'deleted') {
    return <span className="text-muted">{t.daysLeft(Math.max(0, 30 - Math.floor((Date.now() - Date.parse(workspace.updated_at)) / 86_400_000)))}</span>
  }
  const parts = [
    doing.waiting > 0 && (
      <span key="w" className="font-medium text-wait">
        {t.waiting(doing.waiting)}
      </span>
    ),
    doing.running > 0 && (
      <span key="r" className="text-run">
        {t.running(doing.running)}
      </span>
    ),
    doing.queued > 0 && <span key="q">{t.queued(doing.queued)}</span>,
  ].filter(Boolean)
  return (
    <span className="nums flex gap-2 overflow-hidden text-muted">{parts.length > 0 ? parts : common.workspaceStatus[workspace.status as keyof typeof common.workspaceStatus]}</span>
  )
}

/** Which rows changed in the last two seconds while one looked. */
function useChanged(rows: readonly Workspace[]): ReadonlySet<string> {
  const [known] = useState(() => new Map<string, string>())
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const fresh = rows.filter(it => known.size > 0 && known.get(it.id) !== `${it.status}${it.version}`).map(it => it.id)
    for (const it of rows) known.set(it.id, `${it.status}${it.version}`)
    if (fresh.length === 0) return
    setChanged(new Set(fresh))
    const timer = setTimeout(() => setChanged(new Set()), 2_000)
    return () => clearTimeout(timer)
  }, [rows, known])
  return changed
}
