import { useQuery } from '@tanstack/react-query'
import { File, FolderClosed, SquareSlash } from 'lucide-react'
import { api, path } from '@/api/request'
import { conversation as t } from '@/strings/conversation'
import { cx } from '@/ui/cx'
import { SafeText } from '@/ui/SafeText'
import { askCommands, type OwnCommand } from './commands'
import { firstLine } from './log/words'
import { type Mention, quotedPath } from './mention'

export type Suggestion = { value: string; name: string; hint: string; icon: 'file' | 'folder' | 'command'; command?: OwnCommand }

const most = 8
type Match = { path: string; type: string; kind: string }
type Entry = { path: string; type: string }

/** What the mention may become: files of the desk, its commands and those of its engine. */
export function useSuggestions(workspaceId: string, engine: string | null, mention: Mention | undefined): readonly Suggestion[] {
  const query = mention?.kind === 'file' ? mention.query : undefined
  const files = useQuery({
    queryKey: ['mention', workspaceId, query],
    queryFn: async ({ signal }) => {
      if (!query) return (await api.get<{ data: Entry[] }>(path`/workspaces/${workspaceId}/files`, { path: '' }, { signal })).data
      const found = await api.get<{ data: Match[] }>(path`/workspaces/${workspaceId}/files/search`, { q: query, limit: 50 }, { signal })
      return found.data.filter(it => it.kind === 'name')
    },
    enabled: query !== undefined,
    staleTime: 5_000,
    retry: false,
    placeholderData: before => (query === undefined ? undefined : before),
  })
  const own = useQuery({ ...askCommands(workspaceId), enabled: mention?.kind === 'command' }).data ?? []
  if (!mention) return []
  if (mention.kind === 'command') {
    const desk: Suggestion[] = own
      .filter(it => it.name.startsWith(mention.query.toLowerCase()))
      .map(it => ({ value: `/${it.name}`, name: `/${it.name}`, hint: firstLine(it.content ?? '').slice(0, 80), icon: 'command', command: it }))
    if (engine !== 'shell') return desk.slice(0, most)
    const builtIn: Suggestion[] = t.shellCommands.filter(it => it.name.startsWith(mention.query)).map(it => ({ value: `/${it.name}`, name: `/${it.name}`, hint: it.hint, icon: 'command' }))
    return [...desk.slice(0, most), ...builtIn]
  }
  const found = (files.data ?? []).filter(it => it.path !== '' && !it.path.startsWith('.inbox'))
  return found.slice(0, most).map(it => ({ value: quotedPath(it.path), name: it.path, hint: '', icon: it.type === 'folder' ? 'folder' : 'file' }))
}

const icons = { file: File, folder: FolderClosed, command: SquareSlash }
export const suggestionId = (index: number) => `suggestion-${index}`

type Props = { id: string; suggestions: readonly Suggestion[]; chosen: number; onChoose: (index: number) => void }

/** The list over the field; the keys stay in the field. */
export function SuggestionList({ id, suggestions, chosen, onChoose }: Props) {
  return (
    <ul id={id} role="listbox" aria-label={t.suggestions} className="max-h-64 overflow-y-auto rounded-card border border-line bg-surface p-1 shadow-layer">
      {suggestions.map((it, i) => {
        const Icon = icons[it.icon]
        return (
          <li
            key={it.command ? `own:${it.value}` : it.value}
            id={suggestionId(i)}
            role="option"
            aria-selected={i === chosen}
            // The field keeps the focus.
            onPointerDown={event => event.preventDefault()}
            onClick={() => onChoose(i)}
            className={cx('flex h-8 cursor-pointer items-center gap-2 rounded-control px-2 text-sm coarse:h-11', i === chosen ? 'bg-accent-soft text-accent' : 'hover:bg-hover')}
          >
            <Icon size={15} strokeWidth={1.75} aria-hidden />
            <span className="min-w-0 truncate font-mono text-code">
              <SafeText text={it.name} />
            </span>
            {it.hint && <span className={cx('min-w-0 flex-1 truncate text-xs', i === chosen ? 'text-accent' : 'text-muted')}>{it.hint}</span>}
          </li>
        )
      })}
    </ul>
  )
}
