import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCommands } from '@/app/commands'
import { askProviders, type Provider, type Trial } from '@/api/providers'
import { useMay } from '@/api/query'
import { api, path } from '@/api/request'
import { common } from '@/strings/common'
import { providers as t } from '@/strings/providers'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { CurlMenu } from '@/ui/CurlMenu'
import { Dialog } from '@/ui/Dialog'
import { Lamp } from '@/ui/Lamp'
import { Card } from '@/ui/Page'
import { SafeText } from '@/ui/SafeText'
import { SettingsPage } from '@/ui/SettingsPage'
import { EmptyState, Loaded, ProblemView } from '@/ui/states'
import { toast } from '@/ui/Toast'
import { ProviderDialog } from './ProviderDialog'
import { TrialView } from './TrialView'

/** Where models are called. */
export default function ProvidersPage() {
  const list = useQuery(askProviders())
  const may = useMay('library:write')
  const [editing, setEditing] = useState<Provider | 'new'>()
  const add = () => setEditing('new')
  useCommands(may ? [{ id: 'new-provider', label: t.fresh, run: add }] : [])
  const button = may && (
    <Button kind="primary" icon={Plus} onClick={add}>
      {t.fresh}
    </Button>
  )
  const example = { method: 'POST', path: '/providers', body: { name: 'Anthropic', wire: 'anthropic', base_url: t.presets.anthropic!.url, api_key: '…' } } as const
  return (
    <SettingsPage title={t.title}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-140 text-sm text-muted">{t.lead}</p>
        <div className="flex items-center gap-1.5">
          {list.data && list.data.length > 0 && button}
          <CurlMenu request={{ method: 'GET', path: '/providers' }} />
        </div>
      </div>
      <Loaded from={list}>
        {all =>
          all.length === 0 ? (
            <EmptyState text={t.empty} action={button || undefined} curl={example} />
          ) : (
            <Card className="p-0!">
              <ul aria-label={t.list} className="divide-y divide-line">
                {all.map(it => (
                  <Row key={it.id} provider={it} may={may} onEdit={() => setEditing(it)} />
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
      {editing && <ProviderDialog provider={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </SettingsPage>
  )
}

function Row({ provider, may, onEdit }: { provider: Provider; may: boolean; onEdit: () => void }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const again = () => client.invalidateQueries({ queryKey: ['providers'] })
  const model = provider.models[0]?.name
  const test = useMutation({ mutationFn: () => api.post<Trial>(path`/providers/${provider.id}/test`, model ? { model } : {}) })
  const undelete = useMutation({ mutationFn: () => api.post(path`/providers/${provider.id}/undelete`), onSuccess: again })
  const remove = useMutation({
    mutationFn: () => api.delete(path`/providers/${provider.id}`),
    onSuccess: () => {
      setAsking(false)
      toast(t.deleted, { action: { label: t.undo, run: () => undelete.mutate() } })
      return again()
    },
  })
  return (
    <li data-provider={provider.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm">
      <div className="flex min-w-60 flex-1 flex-col gap-0.5">
        <div className="flex flex-wrap items-center gap-2">
          <span className="font-medium">
            <SafeText text={provider.name} />
          </span>
          <Chip>{t.wires[provider.wire] ?? provider.wire}</Chip>
          <Chip>{provider.visibility === 'public' ? t.public : t.private}</Chip>
          {!provider.has_key && <Chip tone="warn">{t.keyless}</Chip>}
        </div>
        <p className="font-mono text-2xs break-all text-muted">
          <SafeText text={provider.base_url} />
        </p>
        <p className="text-xs break-words text-muted">
          {provider.models.length > 0 && <SafeText text={provider.models.map(it => it.name).join(', ')} />}
        </p>
        {test.data && (
          <p role="status" className={test.data.ok ? 'flex items-center gap-1.5 text-xs text-ok' : 'flex items-center gap-1.5 text-xs text-bad'}>
            <Lamp state={test.data.ok ? 'ok' : 'failed'} /> <TrialView trial={test.data} />
          </p>
        )}
        {test.error && <ProblemView error={test.error} compact />}
      </div>
      <div className="flex items-center gap-1.5">
        <Button size="compact" busy={test.isPending} onClick={() => test.mutate()} aria-label={`${t.test} ${provider.name}`}>
          {t.test}
        </Button>
        {may && (
          <>
            <Button size="compact" onClick={onEdit} aria-label={`${t.edit} ${provider.name}`}>
              {t.edit}
            </Button>
            <Button size="compact" onClick={() => setAsking(true)} aria-label={`${t.delete} ${provider.name}`}>
              {t.delete}
            </Button>
          </>
        )}
      </div>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t.deleteTitle(provider.name)}
        description={t.deleteText}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
            <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              {t.delete}
            </Button>
          </>
        }
      >
        {remove.error && <ProblemView error={remove.error} compact />}
      </Dialog>
    </li>
  )
}
