import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { Problem } from '@/api/problem'
import { askModels, askProviders } from '@/api/providers'
import { providers as t } from '@/strings/providers'
import { Field, Select, TextInput } from './Field'

type Props = {
  provider: string
  model: string
  onChange: (change: { provider?: string; model?: string }) => void
  /** Before the pointers of these fields: `/config` where the configuration is a part of what is sent. */
  base?: string
  problem: Problem | undefined | null
}

/** Which provider's model thinks; any name can be typed, those that are offered are suggested. */
export function ModelChoice({ provider, model, onChange, base = '', problem }: Props) {
  const providers = useQuery(askProviders()).data
  const models = useQuery(askModels(provider)).data
  const list = useId()
  const chosen = models?.data.find(it => it.name === model)
  if (providers?.length === 0) {
    return (
      <p className="text-sm text-muted">
        {t.none}{' '}
        <Link to="/settings/providers" className="text-accent underline">
          {t.fresh}
        </Link>
      </p>
    )
  }
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Field label={t.provider} pointer={`${base}/engine/provider`} problem={problem}>
        <Select value={provider} onChange={event => onChange({ provider: event.target.value })}>
          <option value="">{t.choose}</option>
          {provider && !providers?.some(it => it.id === provider) && <option value={provider}>{provider}</option>}
          {providers?.map(it => (
            <option key={it.id} value={it.id}>
              {it.name}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label={t.modelName}
        pointer={`${base}/model/name`}
        problem={problem}
        error={problem?.at(`${base}/model`) ?? undefined}
        hint={models?.reason ? t.notAnswering(models.reason) : t.modelHint(chosen?.context_window?.toLocaleString('en'))}
      >
        <TextInput mono value={model} list={list} onChange={event => onChange({ model: event.target.value })} />
      </Field>
      <datalist id={list}>
        {models?.data.map(it => (
          <option key={it.name} value={it.name} />
        ))}
      </datalist>
    </div>
  )
}
