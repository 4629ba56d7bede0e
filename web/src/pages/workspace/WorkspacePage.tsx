import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import { PanelRightOpen } from 'lucide-react'
import { useEffect } from 'react'
import { useCommands } from '@/app/commands'
import { useKeys } from '@/app/keys'
import { useTopic } from '@/api/live'
import { ask, useMay } from '@/api/query'
import type { Workspace } from '@/api/types'
import { warm } from '@/log/session-log'
import { conversation as c } from '@/strings/conversation'
import { workspace as t } from '@/strings/workspace'
import { Button, IconButton } from '@/ui/Button'
import { cx } from '@/ui/cx'
import { Monogram } from '@/ui/Nameplate'
import { Page, PageTitle } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { ProblemView, Skeleton } from '@/ui/states'
import { Bench, useBenchWidth } from './Bench'
import { benchTabs } from './bench'
import { Conversation } from './Conversation'
import { NewSession } from './NewSession'
import { PhoneBar } from './PhoneBar'
import { keptBench, usePlace, useWide } from './place'
import { SessionList } from './SessionList'
import { useLifecycle, WorkspaceHeader } from './WorkspaceHeader'

/** One Workspace: its Sessions, one conversation, the bench. What is open is in the URL. */
export default function WorkspacePage() {
  const { place } = usePlace()
  const workspace = useQuery(ask.workspace(place.slug))
  const session = place.sessionId
  useEffect(() => {
    if (session !== undefined && session !== 'new') warm(session)
  }, [session])
  if (workspace.data) return <Desk workspace={workspace.data} />
  return (
    <Page title={place.slug} crumbs={[{ label: t.workspaces, to: '/workspaces' }]}>
      {workspace.error ? <ProblemView error={workspace.error} onRetry={() => void workspace.refetch()} /> : <Skeleton rows={10} />}
    </Page>
  )
}

function Desk({ workspace }: { workspace: Workspace }) {
  const { place, toSession, toTab, toBench, toList } = usePlace()
  const navigate = useNavigate()
  const client = useQueryClient()
  const sessions = useQuery(ask.sessions(workspace.id))
  const three = useWide(1100)
  const two = useWide(768)
  const { width, handle } = useBenchWidth()
  const slug = workspace.slug ?? workspace.id
  const all = sessions.data?.data ?? []
  const busy = { running: all.filter(it => it.status === 'running').length, waiting: all.filter(it => it.pending_approvals > 0).length }

  useTopic(`workspace:${workspace.id}`, { event: () => void client.invalidateQueries({ queryKey: ['workspace'] }) }, workspace.last_seq)
  // The stream may be away for long; what it would have said is asked for when it is back.
  useTopic('workspaces', { hint: hint => (hint.id === null || hint.id === workspace.id) && void client.invalidateQueries({ queryKey: ['workspace'] }) })

  const openNew = () => toSession('new')
  const beside = place.bench === 'none' || (place.bench === undefined && keptBench.get() === 'none') ? undefined : (place.bench ?? { name: keptBench.get(), sub: '' })
  const showTab = (name: string, sub = '') => (three && !place.tab ? toBench(name, sub) : toTab(name, sub))
  const full = () => (place.tab ? toBench(place.tab.name, place.tab.sub) : beside && toTab(beside.name, beside.sub))
  useKeys(
    {
      n: openNew,
      'mod+.': () => (place.tab ? toSession(place.sessionId ?? 'new') : beside ? toBench('none') : toBench(benchTabs[0]!.name)),
      'mod+shift+.': full,
      'mod+shift+>': full,
      'ctrl+`': () => showTab('terminal'),
      'mod+`': () => showTab('terminal'),
    },
    { n: c.keys.newSession, 'mod+.': c.keys.bench, 'mod+shift+.': c.keys.fullBench, 'ctrl+`': c.keys.terminal },
  )
  useCommands([
    { id: 'new-session', label: t.newSession, keys: 'n', run: openNew },
    ...benchTabs.map(it => ({ id: `bench-${it.name}`, label: `${it.label} · ${workspace.name ?? slug}`, run: () => showTab(it.name) })),
  ])

  // Without a place of its own the Workspace shows the Session that was last alive.
  if (!place.sessionId && !place.tab && !place.listOnly) {
    if (sessions.isPending) return <Opening workspace={workspace} />
    const last = all.filter(it => it.status !== 'deleted' && it.status !== 'erased').toSorted((a, b) => b.updated_at.localeCompare(a.updated_at))[0]
    return <Navigate to="/w/$slug/s/$ses" params={{ slug, ses: last?.id ?? 'new' }} search={true as never} replace />
  }

  const conversation =
    place.sessionId === undefined || place.sessionId === 'new' ? (
      <NewSession workspace={workspace} onOpened={id => toSession(id, { replace: true })} />
    ) : (
      <Conversation key={place.sessionId} workspace={workspace} sessionId={place.sessionId} openFile={path => showTab('files', path)} />
    )
  const list = <SessionList workspace={workspace} current={place.sessionId} onNew={openNew} />
  const bench = (at: { name: string; sub: string }, whole: boolean) => (
    <Bench
      workspace={workspace}
      name={at.name}
      sub={at.sub}
      full={whole}
      sessionId={place.sessionId === 'new' ? undefined : place.sessionId}
      onTab={name => (whole ? toTab(name) : toBench(name))}
      onSub={(sub, options) => (whole ? toTab(at.name, sub, options) : toBench(at.name, sub, options))}
      onResize={three ? full : undefined}
      onClose={whole ? undefined : () => toBench('none')}
    />
  )
  return (
    <Frame workspace={workspace} busy={busy} tab={place.tab ? [benchTabs.find(it => it.name === place.tab!.name)?.label ?? '', workspace.name ?? slug] : place.listOnly && !two ? [t.sessions, workspace.name ?? slug] : false} extra={three && !place.tab && !beside && <IconButton size="compact" icon={PanelRightOpen} label={t.showBench} keys="mod+." onClick={() => toBench(benchTabs[0]!.name)} />}>
      <Banner workspace={workspace} />
      <div className="flex min-h-0 flex-1">
        {two && (
          <aside aria-label={t.sessions} className="flex w-60 shrink-0 flex-col border-r border-line lg:w-66">
            {list}
          </aside>
        )}
        {!two && place.listOnly ? (
          <section aria-label={t.sessions} className="flex min-w-0 flex-1 flex-col">
            <PageTitle hidden>{t.sessions}</PageTitle>
            {list}
          </section>
        ) : place.tab ? (
          <section aria-label={t.bench} className="flex min-w-0 flex-1 flex-col">
            <PageTitle hidden>
              {benchTabs.find(it => it.name === place.tab!.name)?.label} · {workspace.name}
            </PageTitle>
            {bench(place.tab, true)}
          </section>
        ) : (
          <section aria-label={t.conversation} className="flex min-w-0 flex-1 flex-col">
            {conversation}
          </section>
        )}
        {three && !place.tab && beside && (
          <>
            {handle}
            <aside aria-label={t.bench} className="flex min-w-0 shrink-0 flex-col bg-bg" style={{ width }}>
              {bench(beside, false)}
            </aside>
          </>
        )}
      </div>
      {!two && <PhoneBar place={place} onList={toList} onConversation={() => toSession(place.sessionId ?? 'new')} onTab={toTab} onGo={to => void navigate({ to })} />}
    </Frame>
  )
}

function Frame({ workspace, busy, tab, extra, children }: { workspace: Workspace; busy: { running: number; waiting: number }; tab?: readonly string[] | false; extra?: React.ReactNode; children: React.ReactNode }) {
  const name = workspace.name ?? workspace.id
  return (
    <Page
      title={name}
      tab={tab}
      untitled
      full
      crumbs={[{ label: t.workspaces, to: '/workspaces' }]}
      here={
        <span className="flex min-w-0 items-center gap-2">
          <Monogram id={workspace.id} slug={workspace.slug ?? workspace.id} size={20} />
          <span className="truncate font-semibold">
            <SafeText text={name} />
          </span>
          <span className="hidden rounded-chip border border-line px-1 font-mono text-2xs text-muted lg:inline">{workspace.slug}</span>
        </span>
      }
      actions={
        <>
          <WorkspaceHeader workspace={workspace} busy={busy} />
          {extra}
        </>
      }
    >
      {children}
    </Page>
  )
}

function Opening({ workspace }: { workspace: Workspace }) {
  return (
    <Frame workspace={workspace} busy={{ running: 0, waiting: 0 }}>
      <PageTitle hidden>{workspace.name}</PageTitle>
      <div className="p-6">
        <Skeleton />
      </div>
    </Frame>
  )
}

/** What keeps the desk from being used, with the way out. */
function Banner({ workspace }: { workspace: Workspace }) {
  const act = useLifecycle(workspace)
  const may = useMay('workspaces:run')
  const mayWrite = useMay('workspaces:write')
  useEffect(() => act.reset(), [workspace.status]) // eslint-disable-line react-hooks/exhaustive-deps
  const shown = { failed: t.failedBanner(workspace.status_reason ?? ''), deleted: t.deletedBanner, starting: t.startingBanner(workspace.status_reason ?? '…') }[workspace.status as 'failed']
  if (shown === undefined) return null
  const bad = workspace.status === 'failed'
  return (
    <div role={bad ? 'alert' : 'status'} className={cx('flex shrink-0 items-center gap-3 border-b border-line px-4 py-1.5 text-sm', bad ? 'bg-bad-soft text-bad' : workspace.status === 'deleted' ? 'bg-warn-soft text-warn' : 'bg-run-soft text-run')}>
      <span className="min-w-0 flex-1 break-words">
        <SafeText text={shown} />
      </span>
      {bad && may && (
        <Button size="compact" busy={act.isPending} onClick={() => act.mutate('start')}>
          {t.startAgain}
        </Button>
      )}
      {workspace.status === 'deleted' && mayWrite && (
        <Button size="compact" busy={act.isPending} onClick={() => act.mutate('undelete')}>
          {t.restore}
        </Button>
      )}
    </div>
  )
}
