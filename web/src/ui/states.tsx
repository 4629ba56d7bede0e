import { RotateCcw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { asProblem, type Problem } from '@/api/problem'
import { toCurl } from '@/api/curl'
import type { ApiRequest } from '@/api/request'
import { common } from '@/strings/common'
import { Button, useLate } from './Button'
import { cx } from './cx'
import { CopyButton, Hash } from './values'

/** A refusal in full: what, why, what to do, and the number to ask for. */
export function ProblemView({ error, onRetry, compact }: { error: unknown; onRetry?: () => void; compact?: boolean }) {
  const problem = asProblem(error)
  return (
    <div role="alert" className={cx('flex gap-3 rounded-card border border-bad/40 bg-bad-soft text-sm', compact ? 'px-3 py-2' : 'p-4')}>
      <TriangleAlert size={16} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-bad" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{problem.title}</p>
        <p className="break-words text-muted">{advice(problem)}</p>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
          <code className="text-2xs">{problem.code}</code>
          {problem.traceId && (
            <span>
              {common.problem.trace} <Hash value={problem.traceId} length={12} label={common.problem.trace} />
            </span>
          )}
        </p>
      </div>
      {onRetry && problem.retryable && (
        <Button size="compact" icon={RotateCcw} onClick={onRetry}>
          {common.retry}
        </Button>
      )}
    </div>
  )
}

/** What the platform advises; for a missing right who can give it, for an absent thing that both are possible. */
function advice(problem: Problem): string {
  if (problem.status === 404) return common.problem.notFound
  if (problem.status === 403 && problem.requiredScope) return common.problem.forbidden(problem.requiredScope)
  return problem.detail || problem.errors.map(it => `${it.pointer}: ${it.detail}`).join(' ')
}

/** Nothing there yet: what it is, how to make one, and the same with curl. */
export function EmptyState({ text, action, curl }: { text: ReactNode; action?: ReactNode; curl?: ApiRequest }) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-card border border-dashed border-line px-4 py-6 text-sm">
      <p className="max-w-140 text-muted">{text}</p>
      {action}
      {curl && (
        <div className="flex w-full max-w-180 items-start gap-1 rounded-control border border-line bg-sunken py-1 pr-1 pl-2.5">
          <pre tabIndex={0} className="min-w-0 flex-1 overflow-x-auto py-1 text-xs">
            {toCurl(curl)}
          </pre>
          <CopyButton text={() => toCurl(curl)} label={common.copyCurl} />
        </div>
      )}
    </div>
  )
}

/** A bar where a line of text will be. Nothing shimmers. */
export const Bone = ({ className }: { className?: string }) => <div aria-hidden className={cx('h-4 rounded-chip bg-neutral-soft', className)} />

/** The shape of what comes, after 150 ms and not before. */
export function Skeleton({ children, rows = 6 }: { children?: ReactNode; rows?: number }) {
  const late = useLate(true, 150)
  if (!late) return null
  return (
    <div role="status" aria-label={common.loading}>
      {children ?? (
        <div className="flex flex-col gap-3 py-2">
          {Array.from({ length: rows }, (_, i) => (
            <Bone key={i} className={['w-3/4', 'w-1/2', 'w-2/3'][i % 3]} />
          ))}
        </div>
      )}
    </div>
  )
}

type Asked<T> = { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown }

/** The four states of whatever was asked for: skeleton, problem, or the data, which stays while it is asked again. */
export function Loaded<T>({ from, children, skeleton }: { from: Asked<T>; children: (data: T) => ReactNode; skeleton?: ReactNode }) {
  if (from.data !== undefined) return children(from.data)
  if (from.error) return <ProblemView error={from.error} onRetry={() => void from.refetch()} />
  return <Skeleton>{skeleton}</Skeleton>
}
