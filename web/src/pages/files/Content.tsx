import { useEffect, useMemo, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { raw } from '@/api/request'
import { files as t } from '@/strings/files'
import { Button } from '@/ui/Button'
import { SafeText } from '@/ui/SafeText'
import { Loaded } from '@/ui/states'
import { Bytes, Hash, RelTime } from '@/ui/values'
import { imageType } from './content'
import { download } from './Tree'
import { type Entry, filesOf } from './types'

/** A picture, drawn from bytes that this page holds: an image only, in which nothing runs. */
export function Picture({ entry, bytes }: { entry: Entry; bytes: Uint8Array }) {
  const [source, setSource] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes as BlobPart], { type: imageType(entry.path) }))
    setSource(made)
    return () => URL.revokeObjectURL(made)
  }, [entry.path, bytes])
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-3 overflow-auto bg-sunken p-4" tabIndex={0} role="group" aria-label={t.imageOf(entry.path)}>
      {source && <img src={source} alt={t.imageOf(entry.path)} className="max-h-full max-w-full rounded-chip border border-line bg-surface object-contain" />}
    </div>
  )
}

/** What is known of a file that is no text. */
export function Binary({ workspaceId, entry, bytes }: { workspaceId: string; entry: Entry; bytes: Uint8Array }) {
  const digest = useDigest(bytes)
  return (
    <Facts entry={entry} workspaceId={workspaceId} said={t.binary}>
      {digest && (
        <>
          <dt className="text-muted">{t.hash}</dt>
          <dd>
            <Hash value={digest} length={16} label={t.hash} />
          </dd>
        </>
      )}
    </Facts>
  )
}

export function Special({ workspaceId, entry }: { workspaceId: string; entry: Entry }) {
  return <Facts entry={entry} workspaceId={workspaceId} said={t.special} closed />
}

function Facts({ workspaceId, entry, said, children, closed }: { workspaceId: string; entry: Entry; said: string; children?: React.ReactNode; closed?: boolean }) {
  return (
    <div className="flex flex-col items-start gap-3 p-4 text-sm">
      <p>{said}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-muted">{t.size}</dt>
        <dd>
          <Bytes count={entry.size} />
        </dd>
        {entry.modified_at && (
          <>
            <dt className="text-muted">{t.modified}</dt>
            <dd>
              <RelTime at={entry.modified_at} />
            </dd>
          </>
        )}
        {children}
      </dl>
      {!closed && <Button onClick={() => download(`${filesOf(workspaceId)}/content`, entry.path)}>{t.download}</Button>}
    </div>
  )
}

/** Only where the browser may compute it: over plain HTTP of another host it may not. */
function useDigest(bytes: Uint8Array): string | undefined {
  const [digest, setDigest] = useState<string>()
  useEffect(() => {
    let over = false
    void crypto.subtle?.digest('SHA-256', bytes as BufferSource).then(it => {
      if (!over) setDigest([...new Uint8Array(it)].map(b => b.toString(16).padStart(2, '0')).join(''))
    })
    return () => {
      over = true
    }
  }, [bytes])
  return digest
}

const part = 64 * 1024

/** A very large file, one part at a time. */
export function Parts({ workspaceId, entry }: { workspaceId: string; entry: Entry }) {
  const [from, setFrom] = useState(0)
  const last = Math.max(0, Math.floor((entry.size - 1) / part) * part)
  const to = Math.min(entry.size, from + part) - 1
  const asked = useQuery({
    queryKey: ['file-part', workspaceId, entry.path, entry.etag, from],
    queryFn: async () => {
      const answer = await raw({ method: 'GET', path: `${filesOf(workspaceId)}/content`, query: { path: entry.path }, headers: { Accept: '*/*', Range: `bytes=${from}-${to}` } })
      return new TextDecoder().decode(await answer.arrayBuffer())
    },
    staleTime: Infinity,
    gcTime: 30_000,
  })
  const lines = useMemo(() => asked.data?.slice(0, part), [asked.data])
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-1 border-b border-line px-2 py-1 text-xs text-muted">
        <span className="nums mr-auto">{t.parts(from, to, entry.size)}</span>
        <Button size="compact" disabled={from === 0} onClick={() => setFrom(0)}>{t.first}</Button>
        <Button size="compact" disabled={from === 0} onClick={() => setFrom(Math.max(0, from - part))}>{t.earlier}</Button>
        <Button size="compact" disabled={from === last} onClick={() => setFrom(Math.min(last, from + part))}>{t.later}</Button>
        <Button size="compact" disabled={from === last} onClick={() => setFrom(last)}>{t.last}</Button>
      </div>
      <Loaded from={{ ...asked, data: lines }}>
        {text => (
          <pre tabIndex={0} aria-label={t.editor(entry.path)} className="min-h-0 flex-1 overflow-auto p-3 font-mono text-code break-all whitespace-pre-wrap">
            <SafeText text={text} />
          </pre>
        )}
      </Loaded>
    </div>
  )
}
