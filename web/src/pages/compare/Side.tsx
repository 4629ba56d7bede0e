import { Link } from '@tanstack/react-router'
import type { ToolRow } from '@/log/rows'
import { firstLine, subject, toolLamp, verb } from '@/pages/workspace/log/words'
import { compare as t } from '@/strings/compare'
import { cx } from '@/ui/cx'
import { Lamp } from '@/ui/Lamp'
import { Markdown } from '@/ui/Markdown'
import { SafeText } from '@/ui/SafeText'
import { sameCall, type Turn } from './turns'

type Props = { turn: Turn | undefined; beside: Turn | undefined; label: string; slug: string; ses: string }

/** One of the two: what it was asked, its calls, those that differ marked, and its last words. */
export function Side({ turn, beside, label, slug, ses }: Props) {
  return (
    <section aria-label={label} className="flex min-w-0 flex-col gap-2 rounded-card border border-line bg-surface p-3 text-sm">
      {turn === undefined ? (
        <p className="text-muted">{t.none}</p>
      ) : (
        <>
          <p className="flex items-baseline gap-2">
            <Link to="/w/$slug/s/$ses" params={{ slug, ses }} hash={`e${turn.seq}`} className="nums font-mono text-2xs text-subtle hover:underline">
              {turn.seq}
            </Link>
            <span className="min-w-0 flex-1 truncate font-medium">
              <SafeText text={firstLine(turn.asked) || t.asked} />
            </span>
          </p>
          <ol className="flex flex-col gap-0.5">
            {turn.tools.map((it, i) => (
              <Call key={it.key} call={it} differs={beside !== undefined && !sameCall(it, beside.tools[i])} />
            ))}
          </ol>
          {turn.said && (
            <div className={cx('max-h-80 overflow-y-auto border-l-2 pl-3', beside !== undefined && beside.said !== turn.said ? 'border-warn' : 'border-line')} tabIndex={0} role="group" aria-label={label}>
              <Markdown text={turn.said} />
            </div>
          )}
        </>
      )}
    </section>
  )
}

function Call({ call, differs }: { call: ToolRow; differs: boolean }) {
  return (
    <li className={cx('flex items-center gap-2 rounded-chip border-l-2 px-2 py-0.5', differs ? 'border-warn bg-warn-soft' : 'border-transparent')}>
      <span className="font-medium">{verb(call.name)}</span>
      <code className="min-w-0 flex-1 truncate text-code">
        <SafeText text={firstLine(subject(call))} />
      </code>
      {differs && <span className="sr-only">{t.differs}</span>}
      <Lamp state={toolLamp[call.state]} />
    </li>
  )
}
