import { describe, expect, it } from 'vitest'
import { type Frame, frameReader } from './sse'

const text = 'retry: 2000\n\n: heartbeat\n\nid: a1\nevent: hint\ndata: {"x":1}\n\nid: a2\r\ndata: one\r\ndata: two\r\n\r\n'
const frames: Frame[] = [
  { id: 'a1', event: 'hint', data: '{"x":1}' },
  { id: 'a2', event: 'message', data: 'one\ntwo' },
]

describe('frames of a stream', () => {
  it('come out whole from one piece', () => expect(frameReader()(text)).toEqual(frames))

  it('come out the same whatever the pieces are', () => {
    for (const size of [1, 2, 3, 7]) {
      const read = frameReader()
      const found: Frame[] = []
      for (let i = 0; i < text.length; i += size) found.push(...read(text.slice(i, i + size)))
      expect(found).toEqual(frames)
    }
  })

  it('are not made of half a frame', () => expect(frameReader()('data: x\n')).toEqual([]))
})
