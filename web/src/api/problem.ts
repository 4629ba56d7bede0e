/** One wrong place in a request: where, why, what to do. */
export type FieldError = { pointer: string; code: string; detail: string }

/** A refusal as the platform words it (RFC 9457), or our own for a network that does not answer. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly retryable: boolean
  readonly traceId: string | undefined
  readonly requiredScope: string | undefined
  readonly errors: readonly FieldError[]
  /** The present state of the resource, where a 409 or 412 shows it. */
  readonly current: unknown
  readonly retryAfter: number | undefined

  constructor(status: number, body: Record<string, unknown>, retryAfter?: number) {
    const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : undefined)
    super(text('detail') ?? text('title') ?? `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.code = text('code') ?? 'internal'
    this.title = text('title') ?? `HTTP ${status}`
    this.detail = text('detail') ?? ''
    this.retryable = body.retryable === true
    this.traceId = text('trace_id')
    this.requiredScope = text('required_scope')
    this.errors = Array.isArray(body.errors) ? (body.errors as FieldError[]) : []
    this.current = body.current
    this.retryAfter = retryAfter
  }

  static offline(): Problem {
    return new Problem(0, {
      code: 'offline',
      title: 'The platform does not answer',
      detail: 'Nothing was sent. Check the connection, or whether Agentdesk still runs.',
      retryable: true,
    })
  }

  static async of(response: Response): Promise<Problem> {
    const after = Number(response.headers.get('Retry-After') ?? NaN)
    let body: Record<string, unknown> = {}
    try {
      body = (await response.json()) as Record<string, unknown>
    } catch {
      body = { title: `HTTP ${response.status}`, retryable: response.status >= 502 }
    }
    return new Problem(response.status, body, Number.isFinite(after) ? after : undefined)
  }

  /** The sentence for the field at this pointer, if it is one of the wrong ones. */
  at(pointer: string): string | undefined {
    return this.errors.find(it => it.pointer === pointer)?.detail
  }
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new Problem(0, { code: 'client', title: 'Something went wrong in this page', detail })
}
