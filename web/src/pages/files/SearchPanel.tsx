import { useQuery } from '@tanstack/react-query'
import { File, FolderClosed } from 'lucide-react'
import { api } from '@/api/request'
import { files as t } from '@/strings/files'
import { SafeText } from '@/ui/SafeText'
import { Loaded } from '@/ui/states'
import { filesOf, type Match } from './types'

/** What a search has found: names first, then lines. */
export function SearchPanel({ workspaceId, query, onOpen }: { workspaceId: string; query: string; onOpen: (match: Match) => void }) {
  const asked = useQuery({
    queryKey: ['file-search', workspaceId, query],
    queryFn: ({ signal }) => api.get<{ data: Match[]; truncated: boolean }>(`${filesOf(workspaceId)}/search`, { q: query, limit: 100 }, { signal }),
    staleTime: 10_000,
  })
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={t.results}>
      <Loaded from={asked}>
        {found => (
          <>
            <p role="status" className="px-3 py-1 text-xs text-muted">
              {found.data.length === 0 ? t.nothing : found.truncated ? t.more : ''}
            </p>
            <ul>
              {found.data.map((it, i) => (
                <li key={i}>
                  <button type="button" onClick={() => onOpen(it)} className="flex w-full flex-col px-3 py-1 text-left text-sm outline-offset-[-2px] hover:bg-hover">
                    <span className="flex w-full items-center gap-1.5 text-xs text-muted">
                      {it.type === 'folder' ? <FolderClosed size={14} aria-hidden /> : <File size={14} aria-hidden />}
                      <span className="min-w-0 truncate">
                        <SafeText text={it.path} />
                      </span>
                      {it.line !== null && <span className="nums shrink-0 text-subtle">{t.line(it.line)}</span>}
                    </span>
                    <span className="w-full truncate pl-5 font-mono text-code">
                      {it.snippet.map((part, n) =>
                        part.hit ? (
                          <mark key={n} className="rounded-chip bg-warn-soft text-text">
                            <SafeText text={part.text} />
                          </mark>
                        ) : (
                          <SafeText key={n} text={n === 0 ? part.text.trimStart() : part.text} />
                        ),
                      )}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </div>
  )
}
