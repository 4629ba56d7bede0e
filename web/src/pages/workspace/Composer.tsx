import { ArrowUp, ChevronDown, Paperclip, Square } from 'lucide-react'
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react'
import type { Problem } from '@/api/problem'
import { useMay } from '@/api/query'
import type { ApiRequest } from '@/api/request'
import type { Workspace } from '@/api/types'
import { conversation as t } from '@/strings/conversation'
import { Button, IconButton, SplitButton } from '@/ui/Button'
import { cx } from '@/ui/cx'
import { CurlItems } from '@/ui/CurlMenu'
import { Menu, MenuItem, MenuLine } from '@/ui/Menu'
import { ProblemView } from '@/ui/states'
import { completed, type Mention, mentionAt, quotedPath } from './mention'
import { SuggestionList, suggestionId, useSuggestions } from './Suggestions'
import { useAttachments } from './useAttachments'
import { useOwnCommand } from './useOwnCommand'

export type SendMode = 'enqueue' | 'steer' | 'interrupt'
export type ComposerHandle = { focus: () => void; fill: (text: string) => void }

type Props = {
  /** Whose files and commands complete what is typed. */
  workspace: Workspace
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
export function Composer({ workspace, draftKey, placeholder, hint, running, stopping, onSend, onStop, onEditLast, requestOf, problem, autoFocus, ref }: Props) {
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
  const [caret, setCaret] = useState<number>()
  const [chosen, setChosen] = useState(0)
  const [over, setOver] = useState(false)
  const listId = useId()
  const mention = caret === undefined ? undefined : mentionAt(text, caret)
  const suggestions = useSuggestions(workspace.id, workspace.engine, mention)
  const at = Math.min(chosen, suggestions.length - 1)
  const choose = (index: number) => {
    const suggestion = suggestions[index]
    if (!suggestion || !mention || caret === undefined) return
    if (suggestion.command) return own.begin(suggestion.command, mention, caret)
    insert(mention, caret, suggestion.value)
  }
  const insert = (at: Mention, from: number, value: string) => {
    const done = completed(text, at, from, value)
    setText(done.text)
    setCaret(undefined)
    requestAnimationFrame(() => field.current?.setSelectionRange(done.caret, done.caret))
  }
  const own = useOwnCommand({ key: draftKey, text }, insert)
  const attachments = useAttachments(workspace.id, paths => {
    const names = paths.map(quotedPath).join(' ')
    setText(now => (now === '' || /\s$/.test(now) ? `${now}${names} ` : `${now} ${names} `))
    field.current?.focus()
  })
  const mayAttach = useMay('files:write')
  const picker = useRef<HTMLInputElement>(null)
  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    setOver(false)
    // What has a text too is pasted as that: a picture of it is what some programs add.
    if (!mayAttach || data.files.length === 0 || (event.type === 'paste' && data.types.includes('text/plain'))) return
    event.preventDefault()
    void attachments.add([...data.files])
  }
  const empty = text.trim() === ''
  const send = (mode: SendMode) => {
    if (empty) return field.current?.focus()
    const sent = text
    setText('')
    void onSend(sent, mode).catch(() => setText(now => (now ? `${sent}\n\n${now}` : sent)))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (suggestions.length > 0 && !event.nativeEvent.isComposing && !event.metaKey && !event.ctrlKey) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined || ['Enter', 'Tab', 'Escape'].includes(event.key)) {
        event.preventDefault()
        event.stopPropagation()
        if (step !== undefined) setChosen((at + step + suggestions.length) % suggestions.length)
        else if (event.key === 'Escape') setCaret(undefined)
        else choose(at)
        return
      }
    }
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
      {attachments.problem && <ProblemView error={attachments.problem} compact />}
      {own.dialog}
      {suggestions.length > 0 && <SuggestionList id={listId} suggestions={suggestions} chosen={at} onChoose={choose} />}
      <div
        onPaste={event => take(event, event.clipboardData)}
        onDragOver={event => {
          if (!mayAttach || !event.dataTransfer.types.includes('Files')) return
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={event => take(event, event.dataTransfer)}
        className={cx(over && 'bg-accent-soft!', 'rounded-card border border-line-strong bg-surface has-[textarea:focus-visible]:border-accent has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:-outline-offset-1 has-[textarea:focus-visible]:outline-accent')}
      >
        <textarea
          ref={field}
          value={text}
          autoFocus={autoFocus}
          aria-label={t.message}
          placeholder={placeholder}
          rows={2}
          onChange={event => {
            setText(event.target.value)
            setCaret(event.target.selectionStart)
            setChosen(0)
          }}
          onBlur={() => setCaret(undefined)}
          aria-autocomplete="list"
          aria-controls={suggestions.length > 0 ? listId : undefined}
          aria-activedescendant={suggestions.length > 0 ? suggestionId(at) : undefined}
          onKeyDown={onKeyDown}
          data-composer
          className="block max-h-[40vh] min-h-14 w-full resize-none bg-transparent px-3 pt-2.5 text-md outline-none [field-sizing:content] coarse:text-lg"
        />
        <div className="flex items-center gap-2 px-2 pb-2">
          {mayAttach && (
            <>
              <input ref={picker} type="file" multiple hidden onChange={event => (void attachments.add([...(event.target.files ?? [])]), (event.target.value = ''))} />
              <IconButton size="compact" icon={Paperclip} label={t.attach} onClick={() => picker.current?.click()} />
            </>
          )}
          <span role={attachments.busy > 0 ? 'status' : undefined} className="min-w-0 flex-1 truncate text-xs text-subtle">
            {attachments.busy > 0 ? t.attaching(attachments.busy) : hint}
          </span>
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
