import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useHints } from '@/api/live'
import { useMay } from '@/api/query'
import { api, path } from '@/api/request'
import type { Page } from '@/api/types'
import type { BenchProps } from '@/pages/workspace/bench'
import { terminal as t } from '@/strings/terminal'
import { Button, IconButton } from '@/ui/Button'
import { cx } from '@/ui/cx'
import { Dialog } from '@/ui/Dialog'
import { SafeText } from '@/ui/SafeText'
import { EmptyState, Loaded, ProblemView } from '@/ui/states'
import { duration, RelTime } from '@/ui/values'
import { LiveScreen } from './LiveScreen'
import { PastTerminal } from './PastTerminal'
import { title } from './title'
import type { Terminal } from './types'

const list = (workspaceId: string) =>
  queryOptions({ queryKey: ['terminals', workspaceId], queryFn: () => api.get<Page<Terminal>>(path`/workspaces/${workspaceId}/terminals`, { limit: 200 }), staleTime: 0 })

/** The terminals of the desk: those that run as tabs, those that ended as recordings. */
export default function TerminalTab({ workspace, sub, onSub }: BenchProps) {
  const terminals = useQuery(list(workspace.id))
  useHints(`terminals:${workspace.id}`, ['terminals', workspace.id])
  return (
    <Loaded from={terminals}>
      {page => <Desk running={workspace.status === 'running'} workspaceId={workspace.id} terminals={page.data} chosen={sub} onChoose={onSub} />}
    </Loaded>
  )
}

type DeskProps = { running: boolean; workspaceId: string; terminals: Terminal[]; chosen: string; onChoose: (id: string, options?: { replace?: boolean }) => void }

function Desk({ running, workspaceId, terminals, chosen, onChoose }: DeskProps) {
  const mayDrive = useMay('terminals:drive')
  const client = useQueryClient()
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const [titles, setTitles] = useState<Record<string, string>>({})
  /** What ended while one watched stays on the screen until one goes elsewhere. */
  const [watched, setWatched] = useState<Terminal>()
  const tabs = useRef<HTMLDivElement>(null)
  const again = () => void client.invalidateQueries({ queryKey: ['terminals', workspaceId] })
  const open = useMutation({
    mutationFn: (wish: { command?: string; cwd?: string }) => api.post<Terminal>(path`/workspaces/${workspaceId}/terminals`, { cols: 100, rows: 30, ...wish }),
    onSuccess: fresh => {
      client.setQueryData<Page<Terminal>>(list(workspaceId).queryKey, old => old && { ...old, data: [fresh, ...old.data.filter(it => it.id !== fresh.id)] })
      setWatched(undefined)
      onChoose(fresh.id)
    },
  })
  const live = terminals.filter(it => it.status === 'running' || it.id === watched?.id).toReversed()
  const past = terminals.filter(it => it.status !== 'running' && it.id !== watched?.id)
  // What one opens oneself is heard of before it has begun to run.
  const current = chosen === 'past' ? undefined : (terminals.find(it => it.id === chosen) ?? (chosen === '' && !open.isPending ? live.at(-1) : undefined))
  const repeat = (of: Terminal) => open.mutate(of.command === 'bash' ? { cwd: of.cwd } : { command: of.command, cwd: of.cwd })
  const name = (it: Terminal) => title(titles[it.id] ?? it.title, it.command === 'bash' ? t.shell : it.command)
  const choose = (id: string) => {
    setWatched(undefined)
    onChoose(id)
  }

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div ref={tabs} role="group" aria-label={t.terminals} className="flex items-center gap-1 overflow-x-auto border-b border-line px-2">
        {live.map(it => (
          <TabOf key={it.id} terminal={it} name={name(it)} current={it.id === current?.id} mayEnd={mayDrive} onClick={() => choose(it.id)} onEnded={again} />
        ))}
        {mayDrive && running && <IconButton icon={Plus} label={t.fresh} size="compact" onClick={() => open.mutate({})} />}
        <span className="flex-1" />
        {past.length > 0 && (
          <button
            type="button"
            aria-current={chosen === 'past' ? 'page' : undefined}
            onClick={() => choose('past')}
            className={cx('h-9 shrink-0 px-2 text-xs', chosen === 'past' ? 'text-text underline' : 'text-muted hover:text-text')}
          >
            {t.past} ({past.length})
          </button>
        )}
      </div>
      {open.isError && (
        <div className="p-2">
          <ProblemView error={open.error} compact />
        </div>
      )}
      <div className="min-h-0 flex-1">
        {current && (current.status === 'running' || current.id === watched?.id) ? (
          <LiveScreen
            key={current.id}
            terminal={current}
            onTitle={it => setTitles(old => ({ ...old, [current.id]: it }))}
            onExit={() => {
              setWatched(current)
              again()
            }}
            onLeave={() => tabs.current?.querySelector<HTMLElement>('[aria-current=page],button')?.focus()}
            onAgain={() => repeat(current)}
          />
        ) : current ? (
          <PastTerminal key={current.id} terminal={current} at={search.t === undefined ? undefined : Number(search.t)} mayDrive={mayDrive && running} onAgain={() => repeat(current)} />
        ) : (
          <div className="h-full overflow-y-auto p-3">
            {chosen !== 'past' && (
              <EmptyState
                text={running ? t.none : t.notRunning}
                action={
                  mayDrive && running ? (
                    <Button kind="primary" icon={Plus} busy={open.isPending} onClick={() => open.mutate({})}>
                      {t.fresh}
                    </Button>
                  ) : undefined
                }
                curl={running ? { method: 'POST', path: path`/workspaces/${workspaceId}/terminals`, body: { cols: 80, rows: 24 } } : undefined}
              />
            )}
            {past.length > 0 && <PastList terminals={past} name={name} onChoose={choose} />}
          </div>
        )}
      </div>
    </div>
  )
}

type TabProps = { terminal: Terminal; name: string; current: boolean; mayEnd: boolean; onClick: () => void; onEnded: () => void }

function TabOf({ terminal, name, current, mayEnd, onClick, onEnded }: TabProps) {
  const [asking, setAsking] = useState(false)
  const end = useMutation({ mutationFn: () => api.delete(path`/terminals/${terminal.id}`), onSuccess: () => (setAsking(false), onEnded()) })
  return (
    <span className={cx('-mb-px flex shrink-0 items-center border-b-2', current ? 'border-accent' : 'border-transparent')}>
      <button type="button" aria-current={current ? 'page' : undefined} onClick={onClick} className={cx('h-9 max-w-56 truncate px-2 text-sm', current ? 'text-text' : 'text-muted hover:text-text')}>
        <SafeText text={name} />
        {terminal.viewers > 1 && <span className="ml-1.5 text-xs text-muted">{t.viewers(terminal.viewers)}</span>}
      </button>
      {mayEnd && terminal.status === 'running' && <IconButton icon={X} label={t.end} size="compact" onClick={() => setAsking(true)} />}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t.endTitle}
        description={t.endText}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t.keep}</Button>
            <Button kind="danger" busy={end.isPending} onClick={() => end.mutate()}>
              {t.end}
            </Button>
          </>
        }
      >
        {end.isError && <ProblemView error={end.error} compact />}
      </Dialog>
    </span>
  )
}

function PastList({ terminals, name, onChoose }: { terminals: Terminal[]; name: (it: Terminal) => string; onChoose: (id: string) => void }) {
  return (
    <section aria-label={t.past} className="mt-4">
      <h2 className="mb-1 text-sm font-semibold">{t.past}</h2>
      <ul>
        {terminals.map(it => (
          <li key={it.id} className="border-b border-line last:border-0">
            <button type="button" onClick={() => onChoose(it.id)} className="flex w-full flex-wrap items-baseline gap-x-3 gap-y-0.5 px-1 py-2 text-left text-sm hover:bg-hover">
              <span className="min-w-0 flex-1 truncate font-mono text-code">
                <SafeText text={name(it)} />
              </span>
              <span className={cx('text-xs', it.exit_code === 0 ? 'text-muted' : 'text-bad')}>{t.exited(it.exit_code, it.signal)}</span>
              {it.ended_at && <span className="text-xs text-muted">{t.lasted(duration(Date.parse(it.ended_at) - Date.parse(it.opened_at)))}</span>}
              <span className="text-xs text-muted">
                <RelTime at={it.opened_at} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
