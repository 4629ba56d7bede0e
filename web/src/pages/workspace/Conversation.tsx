import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useKeys } from '@/app/keys'
import { useCommands } from '@/app/commands'
import { asProblem, type Problem } from '@/api/problem'
import { toCurl } from '@/api/curl'
import { paced } from '@/api/paced'
import { ask, useMay } from '@/api/query'
import { type ApiRequest, newKey, path, send } from '@/api/request'
import type { Envelope, Session, Workspace } from '@/api/types'
import { useSessionLog } from '@/log/session-log'
import { common } from '@/strings/common'
import { conversation as t } from '@/strings/conversation'
import { workspace as w } from '@/strings/workspace'
import { ApprovalCard } from '@/ui/ApprovalCard'
import { Button } from '@/ui/Button'
import { Lamp } from '@/ui/Lamp'
import { QuestionCard } from '@/ui/QuestionCard'
import { ProblemView, Skeleton } from '@/ui/states'
import { type ComposerHandle, Composer, type SendMode } from './Composer'
import { ConversationHeader } from './ConversationHeader'
import { asApproval } from './asApproval'
import { GoToDialog } from './GoToDialog'
import { LogView, type LogHandle } from './log/LogView'
import { firstLine, subject } from './log/words'
import { QueueList, queueKey, useQueue } from './QueueList'
import { markSeen } from './seen'
import { useTitle } from '@/ui/Page'
import { copy } from '@/ui/values'

type Props = { workspace: Workspace; sessionId: string; openFile: ((path: string) => void) | undefined }

/** After these the queue is another one. */
const touchesQueue = /^(user\.message|user\.interrupt|desk\.(message_|queue_)|session\.status_running)/

/** One Session: its record, what it asks, what waits, and the place to write. */
export function Conversation({ workspace, sessionId, openFile }: Props) {
  const hash = useLocation({ select: it => it.hash })
  const target = /^e(\d+)$/.exec(hash)?.[1]
  const seq = target === undefined ? undefined : Number(target)
  const { log, state } = useSessionLog(sessionId, seq)
  const session = useQuery(ask.session(sessionId))
  const queue = useQueue(sessionId)
  const client = useQueryClient()
  const may = useMay('sessions:write')
  const view = useRef<LogHandle>(null)
  const composer = useRef<ComposerHandle>(null)
  const root = useRef<HTMLDivElement>(null)
  const [sending, setSending] = useState<{ key: string; text: string; seq: number }[]>([])
  const [problem, setProblem] = useState<Problem>()
  const [editing, setEditing] = useState<string>()
  const [goTo, setGoTo] = useState(false)
  const running = state.standing.running !== undefined || state.standing.asking.length > 0

  const again = useMemo(
    () =>
      paced(() => {
        void client.invalidateQueries({ queryKey: ['session', sessionId] })
        void client.invalidateQueries({ queryKey: ['sessions', workspace.id] })
      }, 500),
    [client, sessionId, workspace.id],
  )
  useEffect(() => again.cancel, [again])
  useEffect(
    () =>
      log.onEvents(events => {
        if (events.some(it => touchesQueue.test(it.type))) void client.invalidateQueries({ queryKey: queueKey(sessionId) })
        again()
      }),
    [log, client, sessionId, again],
  )
  const lastSeq = state.standing.lastSeq
  useEffect(() => {
    if (state.ready && document.visibilityState === 'visible') markSeen(sessionId, lastSeq)
    // What has arrived as an event is shown by its row from now on.
    setSending(before => (before.some(it => it.seq <= lastSeq) ? before.filter(it => it.seq > lastSeq) : before))
  }, [sessionId, lastSeq, state.ready])
  const known = useRef(seq)
  useEffect(() => {
    if (seq !== undefined && seq !== known.current) view.current?.goTo(seq)
    known.current = seq
  }, [seq])

  const requestOf = (text: string, mode: SendMode, idempotencyKey?: string): ApiRequest => ({
    method: 'POST',
    path: path`/sessions/${sessionId}/events`,
    body: { events: [{ type: 'user.message', content: [{ type: 'text', text }] }], ...(mode === 'enqueue' ? {} : { on_busy: mode }) },
    idempotencyKey,
  })
  const onSend = async (text: string, mode: SendMode) => {
    const key = newKey()
    setProblem(undefined)
    setSending(before => [...before, { key, text, seq: Infinity }])
    view.current?.toEnd()
    try {
      const { data } = await send<{ data: Envelope[] }>(requestOf(text, mode, key))
      const accepted = data.data[0]?.seq ?? 0
      setSending(before => before.flatMap(it => (it.key !== key ? [it] : accepted <= log.snapshot().standing.lastSeq ? [] : [{ ...it, seq: accepted }])))
    } catch (error) {
      setSending(before => before.filter(it => it.key !== key))
      setProblem(asProblem(error))
      throw error
    }
  }
  const interrupt = useMutation({
    mutationFn: () => send({ method: 'POST', path: path`/sessions/${sessionId}/events`, body: { events: [{ type: 'user.interrupt' }] } }),
    onError: error => setProblem(asProblem(error)),
  })
  const stopping = (interrupt.isPending || interrupt.isSuccess) && running
  useEffect(() => {
    if (!running) interrupt.reset()
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [running])

  const slug = workspace.slug ?? workspace.id
  const hrefOf = useCallback((to: number) => `${location.origin}/w/${slug}/s/${sessionId}#e${to}`, [slug, sessionId])
  const ofRow = (what: (at: number) => void) => {
    const at = view.current?.here()
    if (at !== undefined) what(at)
  }
  const escaped = useRef(0)
  const asking = state.rows.filter(it => it.kind === 'tool' && state.standing.asking.includes(it.toolUseId))
  const now = session.data
  useKeys(
    {
      end: () => view.current?.toEnd(),
      'g g': () => view.current?.toStart(),
      'mod+g': () => setGoTo(true),
      ']': () => view.current?.step('turn', 1),
      '[': () => view.current?.step('turn', -1),
      '}': () => view.current?.step('failed', 1),
      '{': () => view.current?.step('failed', -1),
      i: () => composer.current?.focus(),
      y: () => ofRow(at => void copy(hrefOf(at), common.linkCopied)),
      c: () => ofRow(at => void copy(toCurl({ method: 'GET', path: path`/sessions/${sessionId}/events`, query: { after: at - 1, limit: 1 } }), common.curlCopied)),
      e: () => view.current?.expand(false),
      'shift+e': () => view.current?.expand(true),
    },
    { end: t.keys.end, 'g g': t.keys.top, 'mod+g': t.keys.goTo, ']': t.keys.nextTurn, '[': t.keys.previousTurn, '}': t.keys.nextFailed, '{': t.keys.previousFailed, i: t.keys.composer, y: t.keys.copyLink, c: t.keys.copyCurl, e: t.keys.expand, 'shift+e': t.keys.expandAll },
  )
  useKeys(
    {
      escape: event => {
        if (event.timeStamp - escaped.current < 600 && running && may) interrupt.mutate()
        escaped.current = event.timeStamp
      },
    },
    { escape: t.keys.stop },
    () => root.current,
  )
  useCommands([
    { id: 'go-to-event', label: t.goTo, keys: 'mod+g', run: () => setGoTo(true) },
    ...(running && may ? [{ id: 'stop', label: t.stop, run: () => interrupt.mutate() }] : []),
  ])
  useTitle([now?.title ?? firstMessage(state.rows), workspace.name], asking.length > 0 ? '!' : running ? '●' : undefined)

  const sendingRows = useMemo(() => sending.map(({ key, text }) => ({ key, text })), [sending])
  if (state.problem && !state.ready) {
    return (
      <div className="p-6">
        <ProblemView error={state.problem} onRetry={() => void log.open(seq)} />
      </div>
    )
  }
  return (
    <div ref={root} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <ConversationHeader session={now} workspace={workspace} rows={state.rows} />
      {state.ready ? (
        <LogView key={sessionId} ref={view} log={log} state={state} sending={sendingRows} target={seq} hrefOf={hrefOf} openFile={openFile} />
      ) : (
        <div className="mx-auto w-full max-w-[816px] flex-1 px-6 py-4">
          <Skeleton rows={9} />
        </div>
      )}
      <Announcer running={state.standing.running !== undefined} asking={asking[0]?.kind === 'tool' ? firstLine(subject(asking[0])) : undefined} />
      <div className="well max-h-[72vh] shrink-0 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-[816px] flex-col gap-2 px-2 pt-1 pb-3 md:pl-16">
        {asking.map(
          it =>
            it.kind === 'tool' &&
            it.approvalId &&
            (it.name === 'ask_user' ? (
              <QuestionCard key={it.key} approval={asApproval(it, sessionId, workspace.id)} />
            ) : (
              <ApprovalCard key={it.key} approval={asApproval(it, sessionId, workspace.id)} />
            )),
        )}
        {now?.status === 'queued' && now.waiting_for && (
          <p role="status" className="flex items-center gap-1.5 text-xs text-muted">
            <Lamp state="queued" />
            {w.waitingFor[now.waiting_for] ?? now.waiting_for}
          </p>
        )}
        {queue.data && <QueueList sessionId={sessionId} queue={queue.data} editing={editing} onEdit={setEditing} may={may} />}
        <Foot session={now} may={may}>
          <Composer
            ref={composer}
            workspace={workspace}
            draftKey={sessionId}
            placeholder={placeholderOf(workspace)}
            hint={workspace.engine === 'shell' ? t.shellHint : undefined}
            running={running}
            stopping={stopping}
            onSend={onSend}
            onStop={() => interrupt.mutate()}
            onEditLast={() => setEditing(queue.data?.data.at(-1)?.event_id)}
            requestOf={requestOf}
            problem={problem}
          />
        </Foot>
        </div>
      </div>
      <GoToDialog open={goTo} onOpenChange={setGoTo} onGo={to => view.current?.goTo(to)} />
    </div>
  )
}

export function placeholderOf(workspace: Workspace): string {
  if (workspace.status === 'starting' || workspace.status === 'created') return t.placeholderStarting
  return workspace.status === 'stopped' ? t.placeholderStopped : t.placeholder
}

export function firstMessage(rows: readonly { kind: string }[]): string | undefined {
  const first = rows.find(it => it.kind === 'message') as { text?: string } | undefined
  return first?.text ? firstLine(first.text).slice(0, 80) : undefined
}

/** What stands in place of the composer where nothing can be sent. */
function Foot({ session, may, children }: { session: Session | undefined; may: boolean; children: React.ReactNode }) {
  const client = useQueryClient()
  const undelete = useMutation({
    mutationFn: () => send({ method: 'POST', path: path`/sessions/${session!.id}/undelete` }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['session', session!.id] }),
  })
  if (session?.status === 'archived') return <p className="rounded-card border border-line bg-sunken px-3 py-2 text-sm text-muted">{t.archivedHint}</p>
  if (session?.status === 'deleted') {
    return (
      <div className="flex items-center justify-between rounded-card border border-line bg-sunken px-3 py-2 text-sm text-muted">
        {t.deletedHint}
        {may && (
          <Button size="compact" busy={undelete.isPending} onClick={() => undelete.mutate()}>
            {t.restoreSession}
          </Button>
        )}
      </div>
    )
  }
  return may ? children : null
}

/** Says what matters and not every token. */
function Announcer({ running, asking }: { running: boolean; asking: string | undefined }) {
  const [ran, setRan] = useState(false)
  useEffect(() => {
    if (running) setRan(true)
  }, [running])
  return (
    <p aria-live="polite" className="sr-only">
      {asking ? t.needsYou(asking) : running ? t.working : ran ? t.done : ''}
    </p>
  )
}
