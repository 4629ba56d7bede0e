import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, path } from '@/api/request'
import type { Workspace } from '@/api/types'
import { settings as t } from '@/strings/workspace-settings'
import { Button } from '@/ui/Button'
import { Chip, type Tone } from '@/ui/Chip'
import { CurlMenu } from '@/ui/CurlMenu'
import { Field, TextInput } from '@/ui/Field'
import { SafeText } from '@/ui/SafeText'
import { ProblemView } from '@/ui/states'
import { inputOf } from './tested'

type Part = { text: string; decision: string; rule: string }
type Answer = { decision: string; rule: string; config_version: number; parts: Part[] | null }

const tones: Record<string, Tone> = { allow: 'ok', ask: 'wait', deny: 'bad' }

/** Type a call: which rule decides, for each part of a command. Nothing runs; what counts is what is saved. */
export function RuleTester({ workspace, changed }: { workspace: Workspace; changed: boolean }) {
  const [tool, setTool] = useState('bash')
  const [text, setText] = useState('')
  const body = { tool: tool.trim(), input: inputOf(tool.trim(), text) }
  const to = path`/workspaces/${workspace.id}/permissions/evaluate`
  const asked = useMutation({ mutationFn: () => api.post<Answer>(to, body) })
  return (
    <section aria-labelledby="rule-tester" className="flex flex-col gap-2 rounded-card border border-line bg-surface p-3">
      <h3 id="rule-tester" className="text-sm font-medium">
        {t.tester}
      </h3>
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={event => {
          event.preventDefault()
          if (!asked.isPending) asked.mutate()
        }}
      >
        <Field label={t.ruleTool} className="w-28">
          <TextInput mono value={tool} onChange={event => setTool(event.target.value)} />
        </Field>
        <Field label={t.testerInput} className="min-w-40 flex-1">
          <TextInput mono value={text} placeholder={t.testerExample} onChange={event => setText(event.target.value)} />
        </Field>
        <Button type="submit" busy={asked.isPending}>
          {t.testerAsk}
        </Button>
        <CurlMenu request={{ method: 'POST', path: to, body }} />
      </form>
      {changed && <p className="text-xs text-warn">{t.testerSaved}</p>}
      {asked.error && <ProblemView error={asked.error} compact />}
      <div aria-live="polite">{asked.data && <Verdict answer={asked.data} />}</div>
    </section>
  )
}

function Verdict({ answer }: { answer: Answer }) {
  const parts = answer.parts && answer.parts.length > 1 ? answer.parts : []
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <Decision of={answer.decision} />
        <Rule text={answer.rule} />
        <span className="text-xs text-muted">{t.testerVersion(answer.config_version)}</span>
      </p>
      {parts.length > 0 && (
        <ul aria-label={t.testerParts} className="flex flex-col gap-1 border-l-2 border-line pl-3">
          {parts.map((it, i) => (
            <li key={i} className="flex flex-wrap items-center gap-2">
              <Decision of={it.decision} />
              <code className="text-code break-all">
                <SafeText text={it.text} />
              </code>
              <Rule text={it.rule} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const Decision = ({ of }: { of: string }) => <Chip tone={tones[of] ?? 'neutral'}>{t.decisions[of as 'ask'] ?? of}</Chip>

const Rule = ({ text }: { text: string }) => (
  <code className="text-xs break-all text-muted">
    <SafeText text={text} />
  </code>
)
