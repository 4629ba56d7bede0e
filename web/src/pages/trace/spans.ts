export type Span = { id: string; parent_id: string | null; kind: string; name: string; started_at: string; ended_at: string | null; duration_ms: number | null; status: string; seq: number }
export type Step = { span: Span; /** In milliseconds since the turn began. */ after: number; lasts: number }
export type TurnTrace = { span: Span; lasts: number; steps: Step[] }

/** Turns with their steps, each placed on the axis of its turn. What still runs lasts until now. Pure. */
export function turnsOf(spans: readonly Span[], now: number): TurnTrace[] {
  return spans
    .filter(it => it.parent_id === null)
    .map(turn => {
      const began = Date.parse(turn.started_at)
      const steps = spans
        .filter(it => it.parent_id === turn.id)
        .map(span => ({ span, after: Math.max(0, Date.parse(span.started_at) - began), lasts: lasting(span, now) }))
      const lasts = Math.max(1, lasting(turn, now), ...steps.map(it => it.after + it.lasts))
      return { span: turn, lasts, steps }
    })
}

const lasting = (span: Span, now: number): number => Math.max(0, span.duration_ms ?? (span.ended_at === null ? now : Date.parse(span.ended_at)) - Date.parse(span.started_at))
