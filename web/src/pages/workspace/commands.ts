import { queryOptions } from '@tanstack/react-query'
import { api, path } from '@/api/request'
import type { Page } from '@/api/types'

/** A text that the Workspace knows by a name, its own or one of the library. */
export type OwnCommand = { name: string; type: 'plain' | 'struct' | (string & {}); content: string | null; prompt_id: string | null; variables: string[] }

export const askCommands = (workspaceId: string) =>
  queryOptions({ queryKey: ['commands', workspaceId], queryFn: async () => (await api.get<Page<OwnCommand>>(path`/workspaces/${workspaceId}/commands`, { limit: 200 })).data, staleTime: 5_000, retry: false })

/** The text of a command, which may lie in the library. */
export async function contentOf(command: OwnCommand): Promise<string> {
  return command.content ?? (await api.get<{ content: string }>(path`/prompts/${command.prompt_id!}`)).content
}

/** What is written, and in which Session. */
export type Draft = { key: string; text: string }

/** The text of a command; nothing if one has typed or gone elsewhere while it came. */
export async function contentFor(command: OwnCommand, draft: () => Draft): Promise<string | undefined> {
  const before = draft()
  const content = await contentOf(command)
  const now = draft()
  return now.key === before.key && now.text === before.text ? content : undefined
}

const places = /\{\{\s*([A-Za-z_][A-Za-z0-9_]{0,63})\s*\}\}/g

/** What has to be asked for before the text can be said. A plain one has no places, whatever it looks like. Pure. */
export const placesOf = (command: Pick<OwnCommand, 'type'>, content: string): string[] => (command.type === 'struct' ? [...new Set([...content.matchAll(places)].map(it => it[1]!))] : [])

/** The text with its places filled; what has no value stays as it is. What is put in is not looked at again. Pure. */
export const filled = (content: string, values: Readonly<Record<string, string>>): string =>
  content.replace(places, (place, name: string) => values[name] ?? place)
