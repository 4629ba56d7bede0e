import { queryOptions } from '@tanstack/react-query'
import { api, path } from './request'
import type { components } from './schema'
import type { Page } from './types'

type Schemas = components['schemas']
export type Provider = Schemas['Provider']
export type OfferedModel = { name: string; context_window: number | null; max_output: number | null; price: Schemas['ProviderPrice'] | null; configured: boolean }
export type Trial = Schemas['ProviderTrialResult']

/** Where models are called, as far as one may use them. */
export const askProviders = () => queryOptions({ queryKey: ['providers'], queryFn: async () => (await api.get<Page<Provider>>('/providers', { limit: 200 })).data.filter(it => !it.deleted) })

/** What people configured and what the provider itself says; it may be away. */
export const askModels = (provider: string) =>
  queryOptions({
    queryKey: ['provider-models', provider],
    queryFn: () => api.get<{ data: OfferedModel[]; reason: string | null }>(path`/providers/${provider}/models`),
    enabled: provider !== '',
    retry: false,
  })
