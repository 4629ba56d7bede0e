import { useEffect, useRef, useState } from 'react'
import { raw } from '@/api/request'
import { asProblem } from '@/api/problem'
import { frameReader } from '@/api/sse'
import { filesOf, type News } from './types'

const hiddenFor = 20_000
const waits = [500, 1000, 2000, 4000, 8000, 15_000]

/**
 * What happens to the files while they are on the screen. It has a connection of its own: names of files do not go through
 * the log of events that the rest of the page follows. Ends when the tab does; after every new beginning, `watching` says
 * that what is known has to be read again.
 */
export function useWatch(workspaceId: string, on: (news: News) => void): boolean {
  const latest = useRef(on)
  const [live, setLive] = useState(false)
  useEffect(() => {
    latest.current = on
  })
  useEffect(() => {
    let end: AbortController | undefined
    let leave: ReturnType<typeof setTimeout> | undefined
    const begin = () => {
      if (end && !end.signal.aborted) return
      end = new AbortController()
      void follow(workspaceId, news => latest.current(news), setLive, end.signal)
    }
    // A tab that nobody sees gives its connection back: a browser has few of them.
    const seen = () => {
      clearTimeout(leave)
      if (document.visibilityState === 'visible') begin()
      else leave = setTimeout(() => end?.abort(), hiddenFor)
    }
    begin()
    document.addEventListener('visibilitychange', seen)
    return () => {
      clearTimeout(leave)
      document.removeEventListener('visibilitychange', seen)
      end?.abort()
    }
  }, [workspaceId])
  return live
}

async function follow(workspaceId: string, on: (news: News) => void, live: (live: boolean) => void, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      const answer = await raw({ method: 'GET', path: `${filesOf(workspaceId)}/watch`, headers: { Accept: 'text/event-stream, application/problem+json' }, signal })
      const body = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
      const frames = frameReader()
      for (let piece = await body?.read(); piece && !piece.done; piece = await body?.read()) {
        for (const frame of frames(piece.value)) {
          const news = JSON.parse(frame.data) as News
          if (news.type === 'watching') {
            failures = 0
            live(true)
          }
          on(news)
        }
      }
    } catch (error) {
      if (signal.aborted) return
      const { status } = asProblem(error)
      if (status === 401 || status === 403 || status === 404) return live(false)
    }
    live(false)
    await new Promise(resolve => setTimeout(resolve, waits[Math.min(failures, waits.length - 1)]! * (0.8 + Math.random() * 0.4)))
  }
}
