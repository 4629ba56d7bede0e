import { Problem } from './problem'
import { knowCsrf, url } from './request'

/** What a stranger may know of this instance. */
export type Setup = { administrator: boolean; sign_in: string[]; hint: string }

/** Calls of a browser that is not signed in: they need no token, and a refusal is no lost session. */
async function call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  let answer: Response
  try {
    answer = await fetch(url(path), {
      method,
      headers: { Accept: 'application/json, application/problem+json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
    })
  } catch {
    throw Problem.offline()
  }
  if (!answer.ok) throw await Problem.of(answer)
  return (await answer.json()) as T
}

async function signIn(path: string, body: unknown): Promise<void> {
  knowCsrf((await call<{ csrf_token: string }>('POST', path, body)).csrf_token)
}

export const auth = {
  setup: () => call<Setup>('GET', '/setup'),
  /** The code of a link works once. */
  redeem: (code: string) => signIn('/auth/links/redeem', { code }),
  login: (name: string, password: string) => signIn('/auth/login', { name, password }),
}
