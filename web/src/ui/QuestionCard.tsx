import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem } from '@/api/problem'
import { useMay } from '@/api/query'
import { type ApiRequest, newKey, path, send } from '@/api/request'
import type { Approval } from '@/api/types'
import { approval as t } from '@/strings/approval'
import { Button } from './Button'
import { CurlMenu } from './CurlMenu'
import { Field, TextArea } from './Field'
import { Lamp } from './Lamp'
import { SafeText } from './SafeText'
import { ProblemView } from './states'
import { RelTime } from './values'

type Question = { question: string; options: string[] }

/** What an agent asks people: a list of questions, each with answers to choose from or none. */
export function questionsOf(input: Record<string, unknown>): Question[] {
  const all = Array.isArray(input.questions) ? input.questions : []
  return all.map(it => {
    const { question, options } = (it ?? {}) as Record<string, unknown>
    return { question: String(question ?? ''), options: Array.isArray(options) ? options.map(String) : [] }
  })
}

/** A question that an agent waits for: its own words, and one answer for each. */
export function QuestionCard({ approval, onDecided }: { approval: Approval; onDecided?: (approval: Approval) => void }) {
  const client = useQueryClient()
  const may = useMay('approvals:decide')
  const questions = questionsOf(approval.input)
  const [answers, setAnswers] = useState<readonly string[]>(() => questions.map(() => ''))
  const [done, setDone] = useState<Approval>()
  const now = done ?? approval
  const pending = now.status === 'pending'
  const requestOf = (body: Record<string, unknown>): ApiRequest => ({ method: 'POST', path: path`/approvals/${approval.id}/decision`, body: { ...body, input_sha256: approval.input_sha256 }, idempotencyKey: newKey() })
  const decide = useMutation({
    mutationFn: (body: Record<string, unknown>) => send<Approval>(requestOf(body)),
    onSettled: (answer, error) => {
      const fresh = answer?.data ?? (error ? (asProblem(error).current as Approval | undefined) : undefined)
      void client.invalidateQueries({ queryKey: ['approvals'] })
      if (!fresh?.status) return
      setDone(fresh)
      onDecided?.(fresh)
    },
  })
  const problem = decide.error ? asProblem(decide.error) : undefined
  const set = (index: number, text: string) => setAnswers(answers.map((it, i) => (i === index ? text : it)))
  const ready = answers.every(it => it.trim() !== '')
  return (
    <form
      aria-label={t.question}
      data-approval={approval.id}
      className={`flex min-h-0 flex-col gap-3 rounded-card border bg-surface p-3 text-sm shadow-low ${pending ? 'border-wait' : 'border-line'}`}
      onSubmit={event => {
        event.preventDefault()
        if (pending && ready && !decide.isPending) decide.mutate({ answers: answers.map(it => it.trim()) })
      }}
    >
      <div className="flex items-center gap-2 font-semibold">
        <Lamp state={pending ? 'wait' : 'ok'} /> {pending ? t.question : t.answered}
        {!pending && now.decided && (
          <span className="text-xs font-normal text-muted">
            <RelTime at={now.decided.at} />
          </span>
        )}
      </div>
      {questions.map((it, i) => (
        <fieldset key={i} disabled={!pending || !may} className="flex flex-col gap-1.5">
          <legend className="mb-1 text-md break-words whitespace-pre-wrap">
            <SafeText text={it.question} />
          </legend>
          {it.options.length > 0 && (
            <div className="flex flex-wrap gap-1.5">
              {it.options.map(option => (
                <Button key={option} size="compact" kind={answers[i] === option ? 'primary' : 'plain'} aria-pressed={answers[i] === option} onClick={() => set(i, option)}>
                  <SafeText text={option} />
                </Button>
              ))}
            </div>
          )}
          {pending && may && (
            <Field label={<span className="sr-only">{t.answerTo(it.question)}</span>} pointer={`/answers/${i}`} problem={problem}>
              <TextArea rows={it.options.length > 0 ? 1 : 2} maxLength={10_000} placeholder={t.answer} value={answers[i]} onChange={event => set(i, event.target.value)} />
            </Field>
          )}
        </fieldset>
      ))}
      {problem && problem.errors.length === 0 && problem.code !== 'already-decided' && <ProblemView error={problem} compact />}
      {pending && may && (
        <div className="flex items-center gap-2">
          <Button kind="primary" type="submit" disabled={!ready} busy={decide.isPending}>
            {t.sendAnswer}
          </Button>
          <Button onClick={() => decide.mutate({ result: 'deny' })} disabled={decide.isPending}>
            {t.decline}
          </Button>
          <CurlMenu request={() => requestOf({ answers })} />
        </div>
      )}
    </form>
  )
}
