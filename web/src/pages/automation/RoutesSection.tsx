import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { DryRun, Route } from '@/api/automation'
import { asProblem } from '@/api/problem'
import { ask, useFeature, useMay } from '@/api/query'
import { type ApiRequest, api, newKey, path, send } from '@/api/request'
import type { Page } from '@/api/types'
import { automation as t } from '@/strings/automation'
import { common } from '@/strings/common'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { CurlMenu } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import { Field, Select, TextArea, TextInput } from '@/ui/Field'
import { Section } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { EmptyState, Loaded, ProblemView } from '@/ui/states'
import { Switch } from '@/ui/Switch'

/** Which events start work where. */
export function RoutesSection({ connectorId }: { connectorId: string }) {
  const may = useMay('automation:write')
  const [editing, setEditing] = useState<Route | 'new'>()
  const list = useQuery({ queryKey: ['routes', connectorId], queryFn: () => api.get<Page<Route>>(path`/connectors/${connectorId}/routes`, { limit: 200 }) })
  const workspaces = useQuery(ask.workspaces()).data?.data ?? []
  const add = may && (
    <Button size="compact" kind="primary" icon={Plus} onClick={() => setEditing('new')}>
      {t.newRoute}
    </Button>
  )
  return (
    <Section title={t.routes} actions={list.data?.data.length ? add : undefined}>
      <Loaded from={list}>
        {({ data }) =>
          data.length === 0 ? (
            <EmptyState text={t.noRoutes} action={add || undefined} />
          ) : (
            <ul aria-label={t.routes} className="divide-y divide-line rounded-card border border-line bg-surface">
              {data.map(it => (
                <li key={it.id}>
                  <button type="button" disabled={!may} onClick={() => setEditing(it)} className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-left text-sm hover:bg-hover">
                    <span className="flex min-w-40 flex-1 flex-col">
                      <span className="font-medium">
                        <SafeText text={it.name} />
                      </span>
                      <span className="font-mono text-code break-all text-muted">
                        <SafeText text={it.filter} />
                      </span>
                    </span>
                    <Chip mono>{workspaces.find(of => of.id === it.workspace_id)?.slug ?? it.workspace_id}</Chip>
                    {!it.enabled && <Chip tone="warn">{t.off}</Chip>}
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {editing && <RouteDialog connectorId={connectorId} known={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </Section>
  )
}

type Draft = { name: string; filter: string; prompt: string; workspace_id: string; on_busy: string; enabled: boolean }

function RouteDialog({ connectorId, known, onClose }: { connectorId: string; known: Route | undefined; onClose: () => void }) {
  const client = useQueryClient()
  const workspaces = useQuery(ask.workspaces()).data?.data ?? []
  const [draft, setDraft] = useState<Draft>(known ?? { name: '', filter: 'true', prompt: '', workspace_id: '', on_busy: 'enqueue', enabled: true })
  const [key, setKey] = useState(newKey)
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change })
    setKey(newKey())
  }
  const { name, filter, prompt, workspace_id, on_busy, enabled } = draft
  const body = { name: name.trim(), filter, prompt, workspace_id: workspace_id || workspaces[0]?.id, on_busy, enabled }
  const request: ApiRequest = known
    ? { method: 'PATCH', path: path`/routes/${known.id}`, body, ifMatch: `"${known.version}"` }
    : { method: 'POST', path: path`/connectors/${connectorId}/routes`, body, idempotencyKey: key }
  const done = () => {
    void client.invalidateQueries({ queryKey: ['routes', connectorId] })
    onClose()
  }
  const save = useMutation({ mutationFn: () => send<Route>(request), onSuccess: done })
  const remove = useMutation({ mutationFn: () => api.delete(path`/routes/${known!.id}`), onSuccess: done })
  const problem = save.error ? asProblem(save.error) : undefined
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={known ? t.editRoute(known.name) : t.newRoute}
      width="wide"
      actions={
        <>
          {known && (
            <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              {t.deleteRoute}
            </Button>
          )}
          <span className="flex-1" />
          <CurlMenu request={request} />
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="primary" busy={save.isPending} onClick={() => save.mutate()}>
            {known ? t.save : t.create}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          if (!save.isPending) save.mutate()
        }}
      >
        <div className="grid gap-4 md:grid-cols-2">
          <Field label={t.name} pointer="/name" problem={problem}>
            <TextInput value={name} maxLength={100} autoFocus onChange={event => set({ name: event.target.value })} />
          </Field>
          <Field label={t.workspace} pointer="/workspace_id" problem={problem}>
            <Select value={body.workspace_id ?? ''} onChange={event => set({ workspace_id: event.target.value })}>
              {workspaces.map(it => (
                <option key={it.id} value={it.id}>
                  {it.name ?? it.slug ?? it.id}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <Field label={t.filter} hint={t.filterHint} pointer="/filter" problem={problem}>
          <TextArea mono rows={2} value={filter} placeholder={t.filterExample} onChange={event => set({ filter: event.target.value })} />
        </Field>
        {known && <DryRunOf route={known} filter={filter} />}
        <Field label={t.prompt} hint={t.promptHint} pointer="/prompt" problem={problem}>
          <TextArea rows={4} value={prompt} onChange={event => set({ prompt: event.target.value })} />
        </Field>
        <Field label={t.onBusy} pointer="/on_busy" problem={problem}>
          <Select value={on_busy} onChange={event => set({ on_busy: event.target.value })}>
            {Object.entries(t.onBusies).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Switch checked={enabled} label={t.enabled} onChange={it => set({ enabled: it })} />
        {problem && problem.errors.length === 0 && <ProblemView error={problem} compact />}
        {remove.error && <ProblemView error={remove.error} compact />}
      </form>
    </Dialog>
  )
}

/** Holds the filter against what has come: nothing is started. */
function DryRunOf({ route, filter }: { route: Route; filter: string }) {
  const present = useFeature('dry-run')
  const run = useMutation({
    mutationFn: () => api.post<DryRun>(path`/routes/${route.id}/dry-run`, { filter, from: new Date(Date.now() - 7 * 86_400_000).toISOString(), to: new Date().toISOString() }),
  })
  if (!present) return null
  const done = run.data
  return (
    <div className="flex flex-col gap-1.5 rounded-control border border-dashed border-line px-3 py-2 text-sm">
      <Button size="compact" className="self-start" busy={run.isPending} onClick={() => run.mutate()}>
        {t.dryRun}
      </Button>
      {done && <p role="status">{t.dryRunText(done.examined, done.matched_now, done.matched_before)}</p>}
      {done && <Found title={t.newlyMatched} ids={done.newly_matched} />}
      {done && <Found title={t.noLonger} ids={done.no_longer} />}
      {run.error && <ProblemView error={run.error} compact />}
    </div>
  )
}

function Found({ title, ids }: { title: string; ids: readonly string[] }) {
  if (ids.length === 0) return null
  return (
    <p className="flex flex-wrap gap-x-2 text-xs text-muted">
      {title}
      {ids.slice(0, 20).map(it => (
        <Link key={it} to="/automation/deliveries/$id" params={{ id: it }} className="font-mono text-2xs text-accent underline">
          {it.slice(0, 12)}…
        </Link>
      ))}
    </p>
  )
}
