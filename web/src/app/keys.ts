import { useEffect, useRef } from 'react'

type Handler = (event: KeyboardEvent) => void
type Scope = { readonly keys: Record<string, Handler>; readonly names: Record<string, string>; element?: () => HTMLElement | null }

const scopes: Scope[] = []
let pending: { key: string; at: number } | undefined

const mac = /Mac|iPhone|iPad/.test(navigator.platform)

/** `mod+shift+k`, `a`, `shift+a`, `escape`: how a key press is written. */
export function written(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase()
  const mod = mac ? event.metaKey : event.ctrlKey
  const letter = event.key.length !== 1 || event.key.toLowerCase() !== event.key.toUpperCase()
  return [mod && 'mod', mac && event.ctrlKey && 'ctrl', event.altKey && 'alt', event.shiftKey && letter && 'shift', key].filter(Boolean).join('+')
}

/** Where typing means text: no single key is a command there. */
function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input:not([type=checkbox]):not([type=radio]),textarea,select,[data-terminal],.cm-editor,.xterm') !== null)
}

/** A box that scrolls by itself keeps the key that takes it to its end; only the log has a meaning of its own for it. */
function scrollsItself(key: string, target: EventTarget | null): boolean {
  return key === 'end' && target instanceof HTMLElement && target.scrollHeight > target.clientHeight + 1 && !target.hasAttribute('data-log')
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const key = written(event)
  const bare = !/(^|\+)(mod|alt|ctrl)\+/.test(key) && key !== 'escape'
  if (bare && (typing(event.target) || scrollsItself(key, event.target))) return
  const pair = pending && event.timeStamp - pending.at < 900 ? `${pending.key} ${key}` : undefined
  // The innermost scope that knows the key has it: layers over pages over the shell.
  for (const wanted of [pair, key]) {
    if (wanted === undefined) continue
    for (let i = scopes.length - 1; i >= 0; i--) {
      const scope = scopes[i]!
      const handler = scope.keys[wanted]
      if (handler && (scope.element === undefined || scope.element()?.contains(event.target as Node))) {
        pending = undefined
        event.preventDefault()
        handler(event)
        return
      }
    }
  }
  pending = scopes.some(it => Object.keys(it.keys).some(known => known.startsWith(`${key} `))) ? { key, at: event.timeStamp } : undefined
}

let listening = false

/**
 * Keys of a component as long as it is there: `{'g w': go, 'mod+.': toggle}`.
 *
 * Single keys are not taken where one types. `names` describes them in the map that `?` shows.
 */
export function useKeys(keys: Record<string, Handler>, names: Record<string, string> = {}, element?: () => HTMLElement | null): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  const known = Object.keys(keys).join('|')
  useEffect(() => {
    if (!listening) {
      listening = true
      addEventListener('keydown', onKey)
    }
    const scope: Scope = {
      names,
      element,
      keys: Object.fromEntries(known.split('|').filter(Boolean).map(it => [it, (event: KeyboardEvent) => latest.current[it]?.(event)])),
    }
    scopes.push(scope)
    return () => void scopes.splice(scopes.indexOf(scope), 1)
    // The names and the element of a component don't change while it is there.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [known])
}

/** What the keyboard does here, innermost first. */
export const keyMap = () => scopes.toReversed().flatMap(it => Object.entries(it.names))
