import { memo, useMemo } from 'react'
import { ansiRuns, type Run } from './ansi'
import { cx } from './cx'
import { SafeText } from './SafeText'

const fg: Record<string, string> = { black: 'text-subtle', red: 'text-bad', green: 'text-ok', yellow: 'text-warn', blue: 'text-run', magenta: 'text-wait', cyan: 'text-accent', white: 'text-text' }
const bg: Record<string, string> = { black: 'bg-neutral-soft', red: 'bg-bad-soft', green: 'bg-ok-soft', yellow: 'bg-warn-soft', blue: 'bg-run-soft', magenta: 'bg-wait-soft', cyan: 'bg-accent-soft', white: 'bg-neutral-soft' }

const look = (run: Run) =>
  cx(
    run.fg && fg[run.fg],
    run.bg && bg[run.bg],
    run.bold && 'font-semibold',
    run.dim && 'opacity-75',
    run.italic && 'italic',
    run.underline && 'underline',
    run.strike && 'line-through',
    run.inverse && 'bg-text text-bg',
    run.shown && 'rounded-chip bg-neutral-soft text-subtle',
  )

/** Output of a command: its colours in ours, everything else that a terminal would obey made visible. */
export const AnsiText = memo(function AnsiText({ text }: { text: string }) {
  const runs = useMemo(() => ansiRuns(text), [text])
  return runs.map((run, i) => {
    const names = look(run)
    const content = run.shown ? run.text : <SafeText text={run.text} />
    return names ? (
      <span key={i} className={names}>
        {content}
      </span>
    ) : (
      <span key={i}>{content}</span>
    )
  })
})
