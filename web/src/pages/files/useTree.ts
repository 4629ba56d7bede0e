import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { applied, around, followed, moved, rows } from './tree'
import { askFolder, type Entry, folderKey, type Listing, type News } from './types'

/** The folders that are open, each read when it is opened, and kept in step by what is heard of them. */
export function useTree(workspaceId: string, selected: string) {
  const client = useQueryClient()
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(around(selected)))
  const [shownFor, setShownFor] = useState(selected)
  if (shownFor !== selected) {
    setShownFor(selected)
    setOpen(new Set([...open, ...around(selected)]))
  }
  const folders = useMemo(() => ['', ...open], [open])
  const asked = useQueries({ queries: folders.map(it => askFolder(workspaceId, it)) })
  const listings = new Map(folders.map((it, i) => [it, asked[i]?.data?.data ?? []] as const))
  const root = asked[0]!

  const toggle = useCallback((folder: string, now: boolean) => {
    setOpen(before => {
      const after = new Set(before)
      if (now) after.add(folder)
      else after.delete(folder)
      return after
    })
  }, [])

  const apply = useCallback(
    (news: News) => {
      if (news.type === 'watching' || news.type === 'overflow') {
        void client.invalidateQueries({ queryKey: ['files', workspaceId] })
        return
      }
      setOpen(before => followed(before, news))
      for (const [key, listing] of client.getQueriesData<Listing>({ queryKey: ['files', workspaceId] })) {
        const folder = key[2] as string
        if (folder !== '' && moved(folder, news)) client.removeQueries({ queryKey: key, exact: true })
        else if (listing) client.setQueryData<Listing>(folderKey(workspaceId, folder), applied(folder, listing, news))
      }
    },
    [client, workspaceId],
  )

  const known = useCallback(
    (path: string): Entry | undefined => {
      for (const [, listing] of client.getQueriesData<Listing>({ queryKey: ['files', workspaceId] })) {
        const entry = listing?.data.find(it => it.path === path)
        if (entry) return entry
      }
      return undefined
    },
    [client, workspaceId],
  )

  return { rows: rows(listings, open), root, truncated: asked.some(it => it.data?.truncated), toggle, apply, known }
}
