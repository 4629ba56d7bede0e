import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { OctagonPause } from 'lucide-react'
import { useState } from 'react'
import { askHolds, type Hold } from '@/api/outbound'
import { asProblem } from '@/api/problem'
import { ask, useMay } from '@/api/query'
import { api, newKey, path } from '@/api/request'
import { common } from '@/strings/common'
import { outbound as t } from '@/strings/outbound'
import { Button } from '@/ui/Button'
import { CurlMenu } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import { Field, Select, TextInput } from '@/ui/Field'
import { SafeText } from '@/ui/SafeText'
import { EmptyState, Loaded, ProblemView } from '@/ui/states'
import { Switch } from '@/ui/Switch'
import { RelTime } from '@/ui/values'
import { AutomationPage } from './AutomationPage'
import { heldWords, HoldPlace } from './HoldBanner'

/** The emergency brake: what is held, and a way to hold and to let go. */
export default function HoldsPage() {
  const holds = useQuery(askHolds())
  const may = useMay('automation:write')
  const [placing, setPlacing] = useState(false)
  const button = may && (
    <Button kind="danger" icon={OctagonPause} onClick={() => setPlacing(true)}>
      {t.place}
    </Button>
  )
  return (
    <AutomationPage title={t.holds}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-140 text-sm text-muted">{t.holdsLead}</p>
        <div className="flex items-center gap-1.5">
          {holds.data && holds.data.length > 0 && button}
          <CurlMenu request={{ method: 'GET', path: '/holds' }} />
        </div>
      </div>
      <Loaded from={holds}>
        {all =>
          all.length === 0 ? (
            <EmptyState text={t.noHolds} action={button || undefined} curl={{ method: 'POST', path: '/holds', body: { scope: 'instance', what: ['automation'], reason: '…' } }} />
          ) : (
            <ul aria-label={t.holds} className="divide-y divide-line rounded-card border border-line bg-surface">
              {all.map(it => (
                <Row key={it.id} hold={it} may={may} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {placing && <PlaceDialog onClose={() => setPlacing(false)} />}
    </AutomationPage>
  )
}

function Row({ hold, may }: { hold: Hold; may: boolean }) {
  const client = useQueryClient()
  const lift = useMutation({ mutationFn: () => api.delete(path`/holds/${hold.id}`), onSuccess: () => client.invalidateQueries({ queryKey: ['holds'] }) })
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
      <span className="flex min-w-40 flex-1 flex-col">
        <span className="font-medium">
          {heldWords(hold.what)} <HoldPlace hold={hold} />
        </span>
        <span className="break-words text-muted">
          <SafeText text={hold.reason} />
        </span>
        {lift.error && <ProblemView error={lift.error} compact />}
      </span>
      <span className="nums text-xs text-muted">
        <RelTime at={hold.placed_at} />
        {hold.until && (
          <>
            {' '}
            {t.until} <RelTime at={hold.until} />
          </>
        )}
      </span>
      {may && (
        <Button size="compact" busy={lift.isPending} onClick={() => lift.mutate()}>
          {t.lift}
        </Button>
      )}
    </li>
  )
}

function PlaceDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const everywhere = useMay('ops:write')
  const workspaces = useQuery(ask.workspaces())
  const [scope, setScope] = useState(everywhere ? 'instance' : 'workspace')
  const [workspace, setWorkspace] = useState('')
  const [turns, setTurns] = useState(false)
  const [automation, setAutomation] = useState(true)
  const [reason, setReason] = useState('')
  const [key, setKey] = useState(newKey)
  const edit = (change: () => void) => {
    change()
    setKey(newKey())
  }
  const chosen = workspace || workspaces.data?.data[0]?.id
  const place = useMutation({
    mutationFn: () =>
      api.post(
        '/holds',
        {
          scope,
          ...(scope === 'workspace' ? { id: chosen } : {}),
          what: [...(automation ? ['automation'] : []), ...(turns ? ['turns'] : [])],
          reason,
        },
        { idempotencyKey: key },
      ),
    onSuccess: () => {
      onClose()
      return client.invalidateQueries({ queryKey: ['holds'] })
    },
  })
  const problem = place.error ? asProblem(place.error) : null
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={t.place}
      description={t.holdsLead}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="danger" busy={place.isPending} onClick={() => place.mutate()}>
            {t.place}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t.scope} pointer="/scope" problem={problem}>
          <Select value={scope} onChange={event => edit(() => setScope(event.target.value))}>
            {Object.entries(t.scopes)
              .filter(([value]) => everywhere || value !== 'instance')
              .map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
          </Select>
        </Field>
        {scope === 'workspace' && (
          <Field label={t.workspace} pointer="/id" problem={problem}>
            <Select value={chosen ?? ''} onChange={event => edit(() => setWorkspace(event.target.value))}>
              {(workspaces.data?.data ?? []).map(it => (
                <option key={it.id} value={it.id}>
                  {it.name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Switch checked={automation} label={t.whats.automation ?? ''} onChange={it => edit(() => setAutomation(it))} />
        <Switch checked={turns} label={t.whats.turns ?? ''} onChange={it => edit(() => setTurns(it))} />
        <Field label={t.reason} hint={t.reasonHint} pointer="/reason" problem={problem}>
          <TextInput value={reason} maxLength={500} onChange={event => edit(() => setReason(event.target.value))} />
        </Field>
        {problem && (problem.errors.length === 0 || problem.errors.some(it => it.pointer === '/what')) && <ProblemView error={problem} compact />}
      </div>
    </Dialog>
  )
}
