import { url } from './request'
import type { Surroundings } from './stream'

/** What a live connection needs of the world. */
export const around: Surroundings = {
  open: (topics, cursor, signal) =>
    fetch(url('/stream', { topics }), {
      headers: { Accept: 'text/event-stream', ...(cursor ? { 'Last-Event-ID': cursor } : {}) },
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    }),
  now: () => Date.now(),
  random: () => Math.random(),
}
