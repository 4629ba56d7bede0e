import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useKeys } from '@/app/keys'
import { asProblem } from '@/api/problem'
import { useMay, useMe } from '@/api/query'
import { type ApiRequest, newKey, path, send } from '@/api/request'
import type { Approval } from '@/api/types'
import { approval as t } from '@/strings/approval'
import { common } from '@/strings/common'
import { Button, SplitButton } from './Button'
import { CurlItems } from './CurlMenu'
import { cx } from './cx'
import { Field, TextArea } from './Field'
import { Keys } from './Keys'
import { Lamp } from './Lamp'
import { Menu, MenuItem, MenuLine } from './Menu'
import { hides } from './safe'
import { SafeText } from './SafeText'
import { ProblemView } from './states'
import { approvalStatus } from './status'
import { Hash, RelTime, relative, useNow } from './values'

type Decision = { result: 'allow' | 'deny'; reason?: string; remember?: 'once' | 'session' }

type Props = {
  approval: Approval
  /** Where its keys count: in the card only, or on the whole page that shows just this one. */
  keys?: 'card' | 'page'
  /** More facts: directory, isolation, files that changed since. */
  facts?: ReactNode
  onDecided?: (approval: Approval) => void
}

/**
 * A tool call that waits for a person: exactly what will run, the whole of it, nothing hidden in it.
 *
 * The decision is bound to the digest of the input that is shown. Somebody else's decision turns the card, it is no error.
 */
export function ApprovalCard({ approval: given, keys = 'card', facts, onDecided }: Props) {
  const [fresh, setFresh] = useState<Approval>()
  const [denying, setDenying] = useState(false)
  const [reason, setReason] = useState('')
  const [seen, setSeen] = useState(false)
  const card = useRef<HTMLElement>(null)
  const client = useQueryClient()
  const may = useMay('approvals:decide')
  const approval = fresh && fresh.status !== 'pending' ? fresh : given
  const pending = approval.status === 'pending'
  const requestOf = (decision: Decision): ApiRequest => ({
    method: 'POST',
    path: path`/approvals/${approval.id}/decision`,
    body: { ...decision, input_sha256: approval.input_sha256 },
    idempotencyKey: newKey(),
  })
  const decide = useMutation({
    mutationFn: (decision: Decision) => send<Approval>(requestOf(decision)),
    onSuccess: answer => decidedAs(answer.data),
    onError: error => {
      const problem = asProblem(error)
      if (problem.code === 'already-decided' || problem.code === 'expired') decidedAs(problem.current as Approval | undefined)
    },
  })
  const decidedAs = (now: Approval | undefined) => {
    if (now?.status) setFresh(now)
    void client.invalidateQueries({ queryKey: ['approvals'] })
    if (now?.status) onDecided?.(now)
  }
  const allow = (remember: 'once' | 'session') => pending && seen && may && !decide.isPending && decide.mutate({ result: 'allow', remember })
  useKeys(
    {
      a: () => allow('once'),
      'shift+a': () => allow('session'),
      d: () => pending && may && setDenying(true),
    },
    { a: t.allowOnce, 'shift+a': t.allowSession, d: t.denyNow },
    keys === 'card' ? () => card.current : undefined,
  )
  const problem = decide.error ? asProblem(decide.error) : undefined
  const flipped = problem && (problem.code === 'already-decided' || problem.code === 'expired')
  return (
    <section
      ref={card}
      aria-label={`${t.allowQuestion} ${approval.tool}`}
      tabIndex={-1}
      data-approval={approval.id}
      className={cx('flex min-h-0 flex-col gap-2 rounded-card border bg-surface p-3 text-sm shadow-low', pending ? 'border-wait' : 'border-line')}
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Lamp state={approvalStatus(approval).lamp} />
        <span className="font-semibold">{pending ? t.allowQuestion : <Outcome approval={approval} />}</span>
        <code className="rounded-chip bg-neutral-soft px-1.5">
          <SafeText text={approval.tool} />
        </code>
        <span className="flex-1" />
        {pending && <Expiry at={approval.expires_at} />}
      </div>
      <Input input={approval.input} onSeen={() => setSeen(true)} />
      <dl className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
        <Fact name={t.rule}>
          <code className="text-xs">
            <SafeText text={approval.rule} />
          </code>
        </Fact>
        {facts}
        <Fact name={t.sha}>
          <Hash value={approval.input_sha256} label={t.sha} />
        </Fact>
      </dl>
      {problem && !flipped && <ProblemView error={problem} compact />}
      {pending && may && denying && (
        <form
          className="flex flex-col gap-2"
          onSubmit={event => {
            event.preventDefault()
            decide.mutate({ result: 'deny', reason: reason.trim() || undefined })
          }}
        >
          <Field label={t.denyReason} hint={t.denyHint} pointer="/reason" problem={problem}>
            <TextArea
              autoFocus
              rows={2}
              value={reason}
              onChange={event => setReason(event.target.value)}
              onKeyDown={event => {
                if (event.key === 'Escape') setDenying(false)
                if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit()
              }}
            />
          </Field>
          <div className="flex justify-end gap-2">
            <Button kind="quiet" onClick={() => setDenying(false)}>
              {common.cancel}
            </Button>
            <Button kind="danger" type="submit" busy={decide.isPending}>
              {t.denyNow}
            </Button>
          </div>
        </form>
      )}
      {pending && may && !denying && (
        <div className="flex flex-wrap items-center gap-2">
          <SplitButton
            menu={
              <Menu label={t.menu} align="start" trigger={<Button kind={seen ? 'primary' : 'plain'} icon={ChevronDown} aria-label={t.menu} />}>
                <MenuItem keys="shift+a" hint={t.allowSessionHint} disabled={!seen} onSelect={() => allow('session')}>
                  {t.allowSession}
                </MenuItem>
                <MenuLine />
                <CurlItems request={() => requestOf({ result: 'allow' })} />
              </Menu>
            }
          >
            <Button kind={seen ? 'primary' : 'plain'} disabled={!seen} why={t.scrollFirst} busy={decide.isPending} onClick={() => allow('once')}>
              {t.allowOnce} <KeyHint keys="a" />
            </Button>
          </SplitButton>
          <Button kind="plain" onClick={() => setDenying(true)} disabled={decide.isPending}>
            {t.deny} <KeyHint keys="d" />
          </Button>
        </div>
      )}
    </section>
  )
}

const KeyHint = ({ keys }: { keys: string }) => (
  <span aria-hidden className="hidden pl-1 opacity-70 md:inline">
    <Keys keys={keys} inverse />
  </span>
)

function Outcome({ approval }: { approval: Approval }) {
  const me = useMe().data
  if (approval.status === 'expired') return t.expired
  if (approval.status !== 'decided' || !approval.decided) return t.cancelled
  const { result, by, at, reason } = approval.decided
  return (
    <>
      {t.decided(result === 'deny' ? t.denied : t.allowed, by === me?.id || by === me?.account_id ? t.you : by)} <RelTime at={at} />
      {reason && (
        <span className="font-normal text-muted">
          {' '}
          · <SafeText text={reason} />
        </span>
      )}
    </>
  )
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <dt>{name}</dt>
      <dd className="min-w-0 truncate text-text">{children}</dd>
    </div>
  )
}

/** Counts down by the second in the last minute. */
function Expiry({ at }: { at: string }) {
  const coarse = useNow()
  const [, tick] = useState(0)
  const left = Date.parse(at) - Date.now()
  const near = left > 0 && left < 70_000
  useEffect(() => {
    if (!near) return
    const timer = setInterval(() => tick(it => it + 1), 1_000)
    return () => clearInterval(timer)
  }, [near])
  return (
    <time dateTime={at} className={cx('nums text-xs', left < 300_000 ? 'text-warn' : 'text-muted')}>
      {t.expiresIn(relative(Date.parse(at), near ? Date.now() : coarse))}
    </time>
  )
}

/** The whole input; says when its end has been seen. */
function Input({ input, onSeen }: { input: Record<string, unknown>; onSeen: () => void }) {
  const box = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const seen = useRef(onSeen)
  useEffect(() => {
    seen.current = onSeen
  })
  useEffect(() => {
    // What fits was seen whole; of what is longer the end must have been in view.
    const watch = new IntersectionObserver(entries => entries.some(it => it.isIntersecting) && seen.current(), { root: box.current })
    watch.observe(end.current!)
    return () => watch.disconnect()
  }, [input])
  const parts = Object.entries(input).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value, null, 2)] as const)
  const hidden = parts.some(([name, value]) => hides(value) || hides(name))
  return (
    <>
      {hidden && (
        <p className="flex items-start gap-2 rounded-control bg-warn-soft px-2 py-1 text-xs text-warn">
          <TriangleAlert size={14} aria-hidden className="mt-px shrink-0" />
          {t.hidden}
        </p>
      )}
      <div ref={box} tabIndex={0} role="region" aria-label={t.input} className="well max-h-[40vh] min-h-8 overflow-y-auto rounded-control border border-line bg-sunken px-3 py-2">
        {parts.map(([name, value]) => (
          <div key={name}>
            {(parts.length > 1 || name !== 'command') && (
              <div className="font-mono text-2xs font-medium text-subtle">
                <SafeText text={name} />
              </div>
            )}
            <pre className="break-all whitespace-pre-wrap">
              <SafeText text={value} />
            </pre>
          </div>
        ))}
        <div ref={end} className="h-px" />
      </div>
    </>
  )
}
