import { isWithin, sorted, type Entry, type Listing, type News, parent } from './types'

export type Row = { entry: Entry; depth: number; open: boolean; position: number; size: number }

/** What a tree shows: the open folders from the root, as far as they have been read. Pure. */
export function rows(folders: ReadonlyMap<string, readonly Entry[]>, open: ReadonlySet<string>): Row[] {
  const all: Row[] = []
  const add = (folder: string, depth: number) => {
    const entries = folders.get(folder) ?? []
    entries.forEach((entry, i) => {
      const isOpen = entry.type === 'folder' && open.has(entry.path)
      all.push({ entry, depth, open: isOpen, position: i + 1, size: entries.length })
      if (isOpen) add(entry.path, depth + 1)
    })
  }
  add('', 0)
  return all
}

/** A listing after something happened; the same object where it is about another folder. Pure. */
export function applied(folder: string, listing: Listing, news: News): Listing {
  const gone = news.type === 'deleted' ? news.path : news.type === 'renamed' ? news.from : undefined
  let data = listing.data
  if (gone && parent(gone) === folder) data = data.filter(it => it.path !== gone)
  const entry = news.entry
  if (news.type !== 'deleted' && news.path && parent(news.path) === folder) {
    const others = data.filter(it => it.path !== news.path)
    data = entry ? sorted([...others, entry]) : others
  }
  return data === listing.data ? listing : { ...listing, data }
}

/** Folders that are to be read anew since they, or one around them, are under another name or gone. */
export const moved = (folder: string, news: News): boolean => {
  const gone = news.type === 'deleted' ? news.path : news.type === 'renamed' ? news.from : undefined
  return !!gone && isWithin(folder, gone)
}

/** The open folders after something was renamed. Pure. */
export function followed(open: ReadonlySet<string>, news: News): ReadonlySet<string> {
  if (news.type !== 'renamed' || !news.from || !news.path) return open
  const from = news.from
  const to = news.path
  if (![...open].some(it => isWithin(it, from))) return open
  return new Set([...open].map(it => (isWithin(it, from) ? to + it.slice(from.length) : it)))
}

/** All folders around a path, outermost first. */
export function around(path: string): string[] {
  const segments = path.split('/')
  return segments.slice(0, -1).map((_, i) => segments.slice(0, i + 1).join('/'))
}
