import { useQueryClient } from '@tanstack/react-query'
import { stream } from '@/api/live'
import { ask } from '@/api/query'
import type { Me } from '@/api/types'
import { codeOf } from './next'

/** The code of the link that opened this page; out of the address, and so out of the history, as soon as it is read. */
export function takeCode(): string | undefined {
  const code = codeOf(location.hash)
  if (code !== undefined) history.replaceState(history.state, '', location.pathname + location.search)
  return code
}

/** What follows every sign-in: who it is, and the live connection anew. */
export function useEntered(): () => Promise<Me> {
  const client = useQueryClient()
  return async () => {
    const before = client.getQueryData(ask.me().queryKey)
    const me = await client.fetchQuery({ ...ask.me(), staleTime: 0 })
    if (before && before.account_id !== me.account_id) {
      // Somebody else: nothing of the one before may stay in sight.
      client.clear()
      location.reload()
    }
    stream.restart()
    return me
  }
}
