import { Problem } from './problem'
import { csrfToken, path, url } from './request'

export type Sending = { promise: Promise<void>; cancel: () => void }

/** Sends one file, telling how far it is: `fetch` can't, so this is the older request. Replaces nothing unless told to. */
export function sendFile(workspaceId: string, to: string, file: File, replace: boolean, progress: (sent: number) => void): Sending {
  const request = new XMLHttpRequest()
  let cancelled = false
  const promise = csrfToken().then(
    token =>
      new Promise<void>((resolve, reject) => {
        if (cancelled) return reject(new DOMException('cancelled', 'AbortError'))
        request.open('PUT', url(path`/workspaces/${workspaceId}/files/content`, { path: to }))
        request.setRequestHeader('Content-Type', 'application/octet-stream')
        request.setRequestHeader('Accept', 'application/json, application/problem+json')
        if (token) request.setRequestHeader('X-CSRF-Token', token)
        if (!replace) request.setRequestHeader('If-None-Match', '*')
        request.upload.onprogress = event => progress(event.loaded)
        request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
        request.onerror = () => reject(Problem.offline())
        request.onload = () => (request.status < 300 ? resolve() : reject(new Problem(request.status, bodyOf(request))))
        request.send(file)
      }),
  )
  return {
    promise,
    cancel: () => {
      cancelled = true
      request.abort()
    },
  }
}

function bodyOf(request: XMLHttpRequest): Record<string, unknown> {
  try {
    return JSON.parse(request.responseText) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** The files of a drop with their paths, folders gone through. */
export async function filesOfDrop(data: DataTransfer): Promise<{ path: string; file: File }[]> {
  // Only while the event is handled do the items have entries: all are taken before anything is awaited.
  const entries = [...data.items].map(it => it.webkitGetAsEntry()).filter(it => it !== null)
  if (entries.length === 0) return [...data.files].map(file => ({ path: file.name, file }))
  const found: { path: string; file: File }[] = []
  for (const entry of entries) await collect(entry, '', found)
  return found
}

async function collect(entry: FileSystemEntry, folder: string, found: { path: string; file: File }[]): Promise<void> {
  const at = folder === '' ? entry.name : `${folder}/${entry.name}`
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    found.push({ path: at, file })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return
    for (const each of some) await collect(each, at, found)
  }
}
