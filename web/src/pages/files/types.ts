import { queryOptions } from '@tanstack/react-query'
import { api, path } from '@/api/request'

export type Writer = { type: string; id: string; session_id: string | null; at: string }

export type Entry = {
  path: string
  type: 'file' | 'folder' | 'link' | 'other' | (string & {})
  size: number
  modified_at: string
  etag: string | null
  mode: string
  last_writer: Writer | null
}

export type Listing = { data: Entry[]; next_cursor: string | null; truncated: boolean }

export type Match = {
  path: string
  type: string
  kind: 'name' | 'content' | (string & {})
  line: number | null
  snippet: { text: string; hit: boolean }[]
}

export type News = {
  type: 'watching' | 'created' | 'modified' | 'deleted' | 'renamed' | 'overflow' | 'gone' | (string & {})
  path?: string | null
  from?: string | null
  entry?: Entry | null
}

/** The folder that an entry is in; the root is the empty text. */
export const parent = (of: string): string => of.slice(0, Math.max(0, of.lastIndexOf('/')))
export const nameOf = (of: string): string => of.slice(of.lastIndexOf('/') + 1)
export const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)
export const isWithin = (of: string, folder: string): boolean => folder === '' || of === folder || of.startsWith(`${folder}/`)

export const filesOf = (workspaceId: string) => path`/workspaces/${workspaceId}/files`

export const folderKey = (workspaceId: string, folder: string) => ['files', workspaceId, folder] as const

export const askFolder = (workspaceId: string, folder: string) =>
  queryOptions({
    queryKey: folderKey(workspaceId, folder),
    queryFn: async () => {
      const listing = await api.get<Listing>(filesOf(workspaceId), { path: folder })
      return { ...listing, data: sorted(listing.data) }
    },
    staleTime: Infinity,
  })

const order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Folders first, then by name as people count. */
export const sorted = (entries: readonly Entry[]): Entry[] =>
  [...entries].sort((a, b) => Number(b.type === 'folder') - Number(a.type === 'folder') || order.compare(a.path, b.path) || (a.path < b.path ? -1 : 1))
