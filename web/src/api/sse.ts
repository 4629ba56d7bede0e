/** One frame of a stream of server-sent events. */
export type Frame = { id: string | undefined; event: string; data: string }

/**
 * Reads server-sent events from text that comes in pieces of any size.
 *
 * Returns whole frames only; comments (heartbeats) make none. `retry:` is not ours to obey.
 */
export function frameReader(): (text: string) => Frame[] {
  let rest = ''
  let id: string | undefined
  let event = ''
  let data: string[] = []
  return text => {
    rest += text
    const frames: Frame[] = []
    for (;;) {
      const end = rest.search(/\r\n|\n|\r/)
      // A carriage return at the very end may be half of a line break.
      if (end < 0 || (rest[end] === '\r' && end === rest.length - 1)) return frames
      const line = rest.slice(0, end)
      rest = rest.slice(end + (rest.startsWith('\r\n', end) ? 2 : 1))
      if (line === '') {
        if (data.length > 0) frames.push({ id, event: event || 'message', data: data.join('\n') })
        event = ''
        data = []
        continue
      }
      const colon = line.indexOf(':')
      if (colon === 0) continue
      const name = colon < 0 ? line : line.slice(0, colon)
      const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1))
      if (name === 'id') id = value
      else if (name === 'event') event = value
      else if (name === 'data') data.push(value)
    }
  }
}
