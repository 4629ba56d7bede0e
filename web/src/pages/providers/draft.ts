import type { Provider } from '@/api/providers'
import { type ApiRequest, path } from '@/api/request'

export type ModelRow = { name: string; input: string; output: string }
export type Draft = { name: string; wire: string; url: string; key: string; shared: boolean; models: ModelRow[] }

export function draftOf(provider: Provider): Draft {
  const price = (name: string) => provider.prices[name]
  return {
    name: provider.name,
    wire: provider.wire,
    url: provider.base_url,
    key: '',
    shared: provider.visibility === 'public',
    models: provider.models.map(it => ({ name: it.name, input: price(it.name)?.input_usd_per_mtok ?? '', output: price(it.name)?.output_usd_per_mtok ?? '' })),
  }
}

/** What is sent: of a known provider only what differs, so that its key stays where it is. */
export function requestOf(draft: Draft, known: Provider | undefined, idempotencyKey?: string): ApiRequest {
  const body = bodyOf(draft, known)
  return known
    ? { method: 'PATCH', path: path`/providers/${known.id}`, body, ifMatch: `"${known.version}"` }
    : { method: 'POST', path: '/providers', body, idempotencyKey }
}

function bodyOf(draft: Draft, known: Provider | undefined): Record<string, unknown> {
  const named = draft.models.filter(it => it.name.trim() !== '')
  const limits = (name: string) => known?.models.find(it => it.name === name)
  const models = named.map(it => limits(it.name.trim()) ?? { name: it.name.trim() })
  const prices = Object.fromEntries(
    named
      .filter(it => it.input.trim() !== '' && it.output.trim() !== '')
      // What this form does not show of a price stays as it was.
      .map(it => [it.name.trim(), { ...known?.prices[it.name.trim()], input_usd_per_mtok: it.input.trim(), output_usd_per_mtok: it.output.trim() }]),
  )
  const all: Record<string, unknown> = { name: draft.name.trim(), wire: draft.wire, base_url: draft.url.trim(), models, prices, visibility: draft.shared ? 'public' : 'private' }
  const before: Record<string, unknown> = known ? { ...known, models: known.models, prices: known.prices } : {}
  const changed = Object.entries(all).filter(([name, value]) => known === undefined || JSON.stringify(before[name]) !== JSON.stringify(value))
  return { ...Object.fromEntries(changed), ...(draft.key === '' ? {} : { api_key: draft.key }) }
}
