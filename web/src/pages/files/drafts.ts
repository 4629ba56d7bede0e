/** Text that was typed and not stored yet; survives a reload, for a week. */
export type Draft = { text: string; etag: string | null }
type Kept = Draft & { at: number }

const week = 7 * 24 * 3600 * 1000
const store = 'drafts'
let opening: Promise<IDBDatabase | undefined> | undefined

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** Nothing where the browser keeps nothing, as in a private window. */
function database(): Promise<IDBDatabase | undefined> {
  opening ??= new Promise(resolve => {
    try {
      const request = indexedDB.open('agentdesk-files', 1)
      request.onupgradeneeded = () => request.result.createObjectStore(store)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(undefined)
    } catch {
      resolve(undefined)
    }
  })
  return opening
}

const keyOf = (workspaceId: string, path: string) => `${workspaceId}\n${path}`

export async function keepDraft(workspaceId: string, path: string, draft: Draft): Promise<void> {
  const db = await database()
  if (db) await done(db.transaction(store, 'readwrite').objectStore(store).put({ ...draft, at: Date.now() } satisfies Kept, keyOf(workspaceId, path))).catch(() => undefined)
}

export async function dropDraft(workspaceId: string, path: string): Promise<void> {
  const db = await database()
  if (db) await done(db.transaction(store, 'readwrite').objectStore(store).delete(keyOf(workspaceId, path))).catch(() => undefined)
}

export async function draftOf(workspaceId: string, path: string): Promise<Draft | undefined> {
  const db = await database()
  if (!db) return undefined
  const kept = (await done(db.transaction(store).objectStore(store).get(keyOf(workspaceId, path))).catch(() => undefined)) as Kept | undefined
  return kept && Date.now() - kept.at < week ? kept : undefined
}

/** The paths of this Workspace that have a draft; old ones are removed on the way. */
export async function draftPaths(workspaceId: string): Promise<string[]> {
  const db = await database()
  if (!db) return []
  return new Promise(resolve => {
    const paths: string[] = []
    const cursor = db.transaction(store, 'readwrite').objectStore(store).openCursor()
    cursor.onerror = () => resolve(paths)
    cursor.onsuccess = () => {
      const at = cursor.result
      if (!at) return resolve(paths)
      const [of, path] = String(at.key).split('\n')
      if (Date.now() - (at.value as Kept).at >= week) at.delete()
      else if (of === workspaceId && path !== undefined) paths.push(path)
      at.continue()
    }
  })
}
