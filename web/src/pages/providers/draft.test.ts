import { describe, expect, it } from 'vitest'
import type { Provider } from '@/api/providers'
import { draftOf, requestOf } from './draft'

const known: Provider = {
  id: 'prv_1',
  name: 'House',
  wire: 'openai',
  base_url: 'https://models.example.org/v1',
  has_key: true,
  models: [{ name: 'large', context_window: 200_000, max_output: 32_000 }],
  prices: { large: { input_usd_per_mtok: '2.50', output_usd_per_mtok: '10', cache_read_usd_per_mtok: '0.25', cache_write_usd_per_mtok: null } },
  visibility: 'public',
  private_allowed: false,
  owner: 'usr_1',
  deleted: false,
  version: 7,
  created_by: 'usr_1',
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
}

describe('what is sent of a provider', () => {
  it('is all of a new one, without a key that nobody wrote', () => {
    const request = requestOf({ name: ' House ', wire: 'openai', url: 'https://x/v1', key: '', shared: false, models: [{ name: 'a', input: '', output: '' }, { name: ' ', input: '1', output: '1' }] }, undefined, 'k')
    expect(request).toMatchObject({ method: 'POST', path: '/providers', idempotencyKey: 'k' })
    expect(request.body).toEqual({ name: 'House', wire: 'openai', base_url: 'https://x/v1', models: [{ name: 'a' }], prices: {}, visibility: 'private' })
  })

  it('is nothing of one that is as it was', () => {
    expect(requestOf(draftOf(known), known)).toMatchObject({ method: 'PATCH', path: '/providers/prv_1', ifMatch: '"7"', body: {} })
  })

  it('keeps the limits and the other prices of a model that this form does not show', () => {
    const draft = draftOf(known)
    const request = requestOf({ ...draft, key: 'new', models: [{ ...draft.models[0]!, output: '12' }] }, known)
    expect(request.body).toEqual({
      api_key: 'new',
      prices: { large: { input_usd_per_mtok: '2.50', output_usd_per_mtok: '12', cache_read_usd_per_mtok: '0.25', cache_write_usd_per_mtok: null } },
    })
  })
})
