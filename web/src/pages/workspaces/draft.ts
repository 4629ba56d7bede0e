import type { ProgramEngine } from '@/ui/ProgramChoice'

export type Draft = {
  name: string
  slug: string
  description: string
  engine: string
  provider: string
  model: string
  program: ProgramEngine
  prompt: string
  isolation: string
  preset: string
  network: string
  memory: string
  turn: string
  tags: string
  start: boolean
}

export const blank: Draft = { name: '', slug: '', description: '', engine: 'shell', provider: '', model: '', program: { preset: 'claude-code' }, prompt: '', isolation: '', preset: '', network: '', memory: '', turn: '', tags: '', start: true }

/** Where the form shows what the platform says of a field. */
export const pointers = [
  '/name',
  '/slug',
  '/description',
  '/tags',
  '/config/engine/kind',
  '/config/engine/provider',
  '/config/engine',
  '/config/engine/preset',
  '/config/engine/command',
  '/config/model',
  '/config/model/name',
  '/config/prompt/text',
  '/config/environment/min_isolation',
  '/config/environment/network',
  '/config/environment/memory',
  '/config/permissions/preset',
  '/config/limits/turn',
]

/** The slug that the platform will make of a name. */
export function slugOf(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return ascii.slice(0, 40).replace(/-+$/, '')
}

/** What is sent: only what was chosen, so that everything else stays the default of the instance. */
export function bodyOf(draft: Draft): Record<string, unknown> {
  const some = (value: Record<string, unknown>) => {
    const kept = Object.fromEntries(Object.entries(value).filter(([, it]) => it !== undefined && it !== ''))
    return Object.keys(kept).length > 0 ? kept : undefined
  }
  const tags = draft.tags
    .split(',')
    .map(it => it.trim())
    .filter(Boolean)
  const config = some({
    engine: { kind: draft.engine, ...(draft.engine === 'model' && draft.provider ? { provider: draft.provider } : {}), ...(draft.engine === 'acp' ? draft.program : {}) },
    model: draft.engine === 'model' && draft.model.trim() ? { name: draft.model.trim() } : undefined,
    prompt: draft.prompt.trim() ? { text: draft.prompt } : undefined,
    permissions: some({ preset: draft.preset }),
    environment: some({ min_isolation: draft.isolation, network: draft.network, memory: draft.memory.trim() }),
    limits: some({ turn: draft.turn.trim() }),
  })
  return {
    name: draft.name,
    ...some({ slug: draft.slug.trim(), description: draft.description.trim() }),
    ...(tags.length > 0 ? { tags } : {}),
    config,
    ...(draft.start ? {} : { start: false }),
  }
}
