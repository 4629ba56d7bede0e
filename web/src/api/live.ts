import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import workerAddress from './live-worker?sharedworker&url'
import { onSignedOut } from './request'
import { type Live, SharedStream } from './shared-stream'
import { LiveStream } from './stream'
import { around } from './surroundings'
import type { Listener } from './topics'

/** The live connection: one for all tabs of the browser, where it can share one. */
export const stream: Live = shared() ?? new LiveStream(around)

function shared(): Live | undefined {
  if (typeof SharedWorker === 'undefined') return undefined
  try {
    const worker = new SharedWorker(trusted(workerAddress), { name: 'agentdesk-live', type: 'module' })
    const tab = new SharedStream(worker.port)
    worker.onerror = () => tab.goAlone(new LiveStream(around))
    addEventListener('pagehide', tab.leave)
    addEventListener('pageshow', event => event.persisted && tab.again())
    return tab
  } catch {
    return undefined
  }
}

/** The policy of the page lets no text become a script; this one is an address that the build wrote. */
function trusted(address: string): string {
  type Policies = { createPolicy: (name: string, rules: { createScriptURL: (it: string) => string }) => { createScriptURL: (it: string) => string } }
  const { trustedTypes } = window as unknown as { trustedTypes?: Policies }
  return trustedTypes?.createPolicy('agentdesk-live', { createScriptURL: it => it }).createScriptURL(address) ?? address
}

export function startLive(): void {
  addEventListener('online', stream.retry)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') stream.retry()
  })
  onSignedOut(() => stream.stop('signed-out'))
}

export const useLiveState = () => useSyncExternalStore(stream.watch, stream.snapshot)

/** Listens as long as the component is there. The listener may change at every render; the topic decides. */
export function useTopic(topic: string | undefined, listener: Listener, after = 0): void {
  const latest = useRef(listener)
  const from = useRef(after)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => {
    if (topic === undefined) return
    return stream.subscribe(
      topic,
      {
        event: it => latest.current.event?.(it),
        preview: it => latest.current.preview?.(it),
        hint: it => latest.current.hint?.(it),
        caughtUp: () => latest.current.caughtUp?.(),
        refused: it => latest.current.refused?.(it),
        reset: () => latest.current.reset?.(),
      },
      from.current,
    )
  }, [topic])
}

/** Asks these again whenever the topic hints at a change; many hints in one breath are one. */
export function useHints(topic: string | undefined, ...keys: QueryKey[]): void {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useTopic(topic, {
    hint: () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => keys.forEach(queryKey => void client.invalidateQueries({ queryKey })), 60)
    },
  })
}
