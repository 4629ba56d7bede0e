import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { onSignedOut, url } from './request'
import { LiveStream } from './stream'
import type { Listener } from './topics'

/** The live connection of this tab. */
export const stream = new LiveStream({
  open: (topics, cursor, signal) =>
    fetch(url('/stream', { topics }), {
      headers: { Accept: 'text/event-stream', ...(cursor ? { 'Last-Event-ID': cursor } : {}) },
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    }),
  now: () => Date.now(),
  random: () => Math.random(),
})

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
export function useHints(topic: string, ...keys: QueryKey[]): void {
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
