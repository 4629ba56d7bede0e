/** Which events belong to a kind that one can filter by. */
export const kinds: Record<string, readonly string[] | undefined> = {
  all: undefined,
  configuration: ['workspace.config_changed'],
  lifecycle: [
    'workspace.created',
    'workspace.start_requested',
    'workspace.stop_requested',
    'workspace.status_running',
    'workspace.status_failed',
    'workspace.status_stopped',
    'workspace.deleted',
    'workspace.undeleted',
    'workspace.erasure_requested',
    'workspace.service_erased',
    'workspace.erased',
  ],
  details: ['workspace.updated'],
}

const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** A row of a timeline: an event, or the name of the day that begins. */
export type TimelineRow<E> = { day: string; event?: undefined } | { day?: undefined; event: E }

/** The rows of a timeline, newest first, with a heading before the first of each day. Pure. */
export function withDays<E extends { at: string }>(events: readonly E[]): TimelineRow<E>[] {
  const rows: TimelineRow<E>[] = []
  let last = ''
  for (const event of events) {
    const name = day.format(Date.parse(event.at))
    if (name !== last) rows.push({ day: name })
    last = name
    rows.push({ event })
  }
  return rows
}
