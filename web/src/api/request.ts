import { Problem } from './problem'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Query = Record<string, string | number | boolean | null | undefined>

/** Everything about one call: what the client sends and what "Copy as curl" prints come from this one object. */
export type ApiRequest = {
  method: Method
  /** Below `/api/v1`, beginning with a slash. */
  path: string
  query?: Query
  /** Sent as JSON; a Blob or FormData goes as it is. */
  body?: unknown
  ifMatch?: string
  /** Given for writes that may be repeated; a POST without one gets a fresh one. */
  idempotencyKey?: string
  headers?: Record<string, string>
  signal?: AbortSignal
}

export type Answer<T> = { data: T; status: number; headers: Headers; etag: string | undefined }

const base = '/api/v1'
const signedOut = new Set<() => void>()
let csrf: Promise<string | undefined> | undefined

/** Calls back when the platform no longer knows this browser. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener)
  return () => signedOut.delete(listener)
}

/** To be called after signing in: the next change asks for its token again. */
export function forgetCsrf(): void {
  csrf = undefined
}

/** Signing in tells the token; nobody needs to ask for it. */
export function knowCsrf(token: string): void {
  csrf = Promise.resolve(token)
}

/** A fresh `Idempotency-Key`; works without a secure context, where `crypto.randomUUID` is missing. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), it => it.toString(16).padStart(2, '0')).join('')
}

export function url(path: string, query?: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return base + path + (text ? `?${text}` : '')
}

/** A path with its parameters escaped: ``path`/workspaces/${id}/files` ``. */
export function path(parts: TemplateStringsArray, ...values: (string | number)[]): string {
  return parts.reduce((sum, part, i) => sum + part + (i < values.length ? encodeURIComponent(values[i]!) : ''), '')
}

/** @throws Problem for every answer that is not a success, and for none at all */
export async function send<T>(request: ApiRequest): Promise<Answer<T>> {
  const answer = await raw(request)
  const empty = answer.status === 204 || answer.headers.get('Content-Length') === '0'
  const json = !empty && (answer.headers.get('Content-Type') ?? '').includes('json')
  const data = (json ? await answer.json() : undefined) as T
  return { data, status: answer.status, headers: answer.headers, etag: answer.headers.get('ETag') ?? undefined }
}

/** The answer itself, for bodies that are no JSON. */
export async function raw(request: ApiRequest): Promise<Response> {
  const key = request.idempotencyKey ?? (request.method === 'POST' ? newKey() : undefined)
  let answer = await once(request, key)
  if (answer.status === 403 && request.method !== 'GET' && csrf) {
    // The token belongs to the cookie: whoever signed in again meanwhile has another one.
    const before = await csrf
    csrf = undefined
    if ((await csrfToken()) !== before) answer = await once(request, key)
  }
  if (answer.status === 401) signedOut.forEach(it => it())
  if (!answer.ok) throw await Problem.of(answer)
  return answer
}

async function once(request: ApiRequest, key: string | undefined): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.set('Accept', headers.get('Accept') ?? 'application/json, application/problem+json')
  if (request.ifMatch) headers.set('If-Match', request.ifMatch)
  if (key) headers.set('Idempotency-Key', key)
  if (request.method !== 'GET') {
    const token = await csrfToken()
    if (token) headers.set('X-CSRF-Token', token)
  }
  const plain = request.body instanceof Blob || request.body instanceof FormData
  if (request.body !== undefined && !plain) headers.set('Content-Type', contentType(request))
  const body = request.body === undefined ? undefined : plain ? (request.body as BodyInit) : JSON.stringify(request.body)
  try {
    return await fetch(url(request.path, request.query), {
      method: request.method,
      headers,
      body,
      signal: request.signal,
      credentials: 'same-origin',
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw Problem.offline()
  }
}

export function contentType(request: ApiRequest): string {
  return request.headers?.['Content-Type'] ?? 'application/json'
}

/** The token that proves that a change comes from a page of ours; a page without a session has none. */
export function csrfToken(): Promise<string | undefined> {
  csrf ??= fetch(url('/me'), { headers: { Accept: 'application/json' }, credentials: 'same-origin' })
    .then(async it => (it.ok ? ((await it.json()) as { csrf_token?: string }).csrf_token : undefined))
    .catch(() => {
      csrf = undefined
      throw Problem.offline()
    })
  return csrf
}

type Options = Omit<ApiRequest, 'method' | 'path' | 'body'>

/** The data of the answer. */
export async function request<T>(method: Method, to: string, body?: unknown, options?: Options): Promise<T> {
  return (await send<T>({ ...options, method, path: to, body })).data
}

export const api = {
  get: <T>(to: string, query?: Query, options?: Options) => request<T>('GET', to, undefined, { ...options, query }),
  post: <T>(to: string, body?: unknown, options?: Options) => request<T>('POST', to, body, options),
  put: <T>(to: string, body?: unknown, options?: Options) => request<T>('PUT', to, body, options),
  patch: <T>(to: string, body?: unknown, options?: Options) => request<T>('PATCH', to, body, options),
  delete: <T>(to: string, options?: Options) => request<T>('DELETE', to, undefined, options),
}
