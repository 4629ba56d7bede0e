/** Text of an event that is still being written. It vanishes when the event arrives, and is in no history. */
export type Preview = { id: string; type: string; tool: string | undefined; turnId: string | undefined; text: string }

/** A frame of the stream that is not an event of the log. */
export type PreviewFrame = {
  type: string
  turn_id?: string
  event_id?: string
  event?: { id: string; type: string; name?: string }
  delta?: { offset?: number; content?: Record<string, unknown> }
}

const most = 256 * 1024

/** What is shown of what is being written, after this frame. Pure; a frame that does not fit is left out. */
export function previewed(before: readonly Preview[], frame: PreviewFrame): readonly Preview[] {
  if (frame.type === 'event_start' && frame.event) {
    const { id, type, name } = frame.event
    const fresh = { id, type, tool: name, turnId: frame.turn_id, text: '' }
    // A repeated beginning begins anew.
    return before.some(it => it.id === id) ? before.map(it => (it.id === id ? fresh : it)) : [...before, fresh]
  }
  if (frame.type !== 'event_delta') return before
  const { offset = 0, content = {} } = frame.delta ?? {}
  const piece = Object.entries(content).find(([name, value]) => name !== 'type' && typeof value === 'string')?.[1] as string | undefined
  if (piece === undefined) return before
  return before.map(it => {
    if (it.id !== frame.event_id || offset > it.text.length || it.text.length > most) return it
    return { ...it, text: it.text.slice(0, offset) + piece }
  })
}

/** Without what has arrived; at the end of a model's answer nothing of it is left. */
export function arrived(before: readonly Preview[], events: readonly { id: string; type: string }[]): readonly Preview[] {
  if (before.length === 0) return before
  if (events.some(it => it.type === 'span.model_request_end' || it.type === 'session.status_idle')) return []
  const ids = new Set(events.map(it => it.id))
  return before.some(it => ids.has(it.id)) ? before.filter(it => !ids.has(it.id)) : before
}
