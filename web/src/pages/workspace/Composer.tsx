import { ArrowUp, ChevronDown, Square } from 'lucide-react'
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { Problem } from '@/api/problem'
import type { ApiRequest } from '@/api/request'
import { conversation as t } from '@/strings/conversation'
import { Button, SplitButton } from '@/ui/Button'
import { CurlItems } from '@/ui/CurlMenu'
import { Menu, MenuItem, MenuLine } from '@/ui/Menu'
import { ProblemView } from '@/ui/states'

export type SendMode = 'enqueue' | 'steer' | 'interrupt'
export type ComposerHandle = { focus: () => void; fill: (text: string) => void }

type Props = {
  /** Under which the text is kept until it is sent. */
  draftKey: string
  placeholder: string
  hint?: string
  /** A turn runs: sending queues, and there is something to stop. */
  running: boolean
  stopping: boolean
  onSend: (text: string, mode: SendMode) => Promise<void>
  onStop?: () => void
  onEditLast?: () => void
  requestOf: (text: string, mode: SendMode) => ApiRequest
  problem: Problem | undefined
  autoFocus?: boolean
  ref?: Ref<ComposerHandle>
}

const kept = {
  get: (key: string) => sessionStorage.getItem(`agentdesk.draft.${key}`) ?? '',
  set: (key: string, text: string) => (text ? sessionStorage.setItem(`agentdesk.draft.${key}`, text) : sessionStorage.removeItem(`agentdesk.draft.${key}`)),
}

/** Where one writes. What was not accepted comes back into it; a reload loses nothing. */
export function Composer({ draftKey, placeholder, hint, running, stopping, onSend, onStop, onEditLast, requestOf, problem, autoFocus, ref }: Props) {
  const [text, setText] = useState(() => kept.get(draftKey))
  const field = useRef<HTMLTextAreaElement>(null)
  const [loadedFor, setLoadedFor] = useState(draftKey)
  if (loadedFor !== draftKey) {
    setLoadedFor(draftKey)
    setText(kept.get(draftKey))
  }
  useEffect(() => {
    kept.set(draftKey, text)
    // The key alone must not write the old text under the new one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text])
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    fill: filled => {
      setText(filled)
      field.current?.focus()
    },
  }))
  const empty = text.trim() === ''
  const send = (mode: SendMode) => {
    if (empty) return field.current?.focus()
    const sent = text
    setText('')
    void onSend(sent, mode).catch(() => setText(now => (now ? `${sent}\n\n${now}` : sent)))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !event.nativeEvent.isComposing) {
      event.preventDefault()
      send(running ? (event.shiftKey ? 'steer' : event.altKey ? 'interrupt' : 'enqueue') : 'enqueue')
    } else if (event.key === 'ArrowUp' && text === '' && onEditLast) {
      event.preventDefault()
      onEditLast()
    }
  }
  return (
    <div className="flex flex-col gap-2">
      {problem && <ProblemView error={problem} compact />}
      <div className="rounded-card border border-line-strong bg-surface has-[textarea:focus-visible]:border-accent has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:-outline-offset-1 has-[textarea:focus-visible]:outline-accent">
        <textarea
          ref={field}
          value={text}
          autoFocus={autoFocus}
          aria-label={t.message}
          placeholder={placeholder}
          rows={2}
          onChange={event => setText(event.target.value)}
          onKeyDown={onKeyDown}
          data-composer
          className="block max-h-[40vh] min-h-14 w-full resize-none bg-transparent px-3 pt-2.5 text-md outline-none [field-sizing:content] coarse:text-lg"
        />
        <div className="flex items-center gap-2 px-2 pb-2">
          <span className="min-w-0 flex-1 truncate pl-1 text-xs text-subtle">{hint}</span>
          {running && onStop && (
            <Button size="compact" icon={Square} busy={stopping} onClick={onStop}>
              {stopping ? t.stopping : t.stop}
            </Button>
          )}
          <SplitButton
            menu={
              <Menu label={t.sendMenu} trigger={<Button size="compact" kind={empty ? 'plain' : 'primary'} icon={ChevronDown} aria-label={t.sendMenu} />}>
                {running && (
                  <>
                    <MenuItem hint={t.queueHint} keys="mod+enter" disabled={empty} onSelect={() => send('enqueue')}>
                      {t.queue}
                    </MenuItem>
                    <MenuItem hint={t.steerHint} keys="shift+mod+enter" disabled={empty} onSelect={() => send('steer')}>
                      {t.steer}
                    </MenuItem>
                    <MenuItem hint={t.interruptHint} keys="alt+mod+enter" disabled={empty} onSelect={() => send('interrupt')}>
                      {t.interruptSend}
                    </MenuItem>
                    <MenuLine />
                  </>
                )}
                <CurlItems request={() => requestOf(text, 'enqueue')} />
              </Menu>
            }
          >
            <Button size="compact" kind={empty ? 'plain' : 'primary'} icon={ArrowUp} disabled={empty} onClick={() => send('enqueue')} data-send>
              {running ? t.queue : t.send}
            </Button>
          </SplitButton>
        </div>
      </div>
    </div>
  )
}
