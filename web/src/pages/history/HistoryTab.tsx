import { useSearch } from '@tanstack/react-router'
import { useFeature } from '@/api/query'
import type { BenchProps } from '@/pages/workspace/bench'
import { history as t } from '@/strings/history'
import { cx } from '@/ui/cx'
import { Checkpoints } from './Checkpoints'
import { ConfigurationHistory } from './ConfigurationHistory'
import { Timeline } from './Timeline'

/** What has happened at this desk: its log, its configuration version by version, and its files from turn to turn. */
export default function HistoryTab({ workspace, sub, onSub }: BenchProps) {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const configuration = sub === 'config'
  const checkpoints = useFeature('checkpoints')
  const files = sub === 'files' && checkpoints
  return (
    <div className="flex h-full min-h-0 flex-col">
      <nav aria-label={t.views} className="flex gap-1 border-b border-line px-3">
        <View current={!configuration && !files} onClick={() => onSub('')} label={t.log} />
        <View current={configuration} onClick={() => onSub('config')} label={t.configuration} />
        {checkpoints && <View current={files} onClick={() => onSub('files')} label={t.files} />}
      </nav>
      {files ? (
        <Checkpoints workspace={workspace} chosen={search.at} against={search.with} onShow={(at, against) => onSub('files', { search: { at, with: against }, replace: true })} />
      ) : configuration ? (
        <ConfigurationHistory
          workspace={workspace}
          from={search.from}
          to={search.to}
          onCompare={(from, to) => onSub('config', { search: { from: String(from), to: String(to) }, replace: true })}
        />
      ) : (
        <Timeline workspace={workspace} kind={search.types ?? 'all'} onKind={types => onSub('', { search: { types: types === 'all' ? undefined : types }, replace: true })} />
      )}
    </div>
  )
}

const View = ({ current, onClick, label }: { current: boolean; onClick: () => void; label: string }) => (
  <button
    type="button"
    aria-current={current ? 'page' : undefined}
    onClick={onClick}
    className={cx('-mb-px h-9 border-b-2 px-2 text-sm font-medium', current ? 'border-accent text-text' : 'border-transparent text-muted hover:text-text')}
  >
    {label}
  </button>
)
