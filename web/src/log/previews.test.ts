import { describe, expect, it } from 'vitest'
import { arrived, type Preview, previewed, type PreviewFrame } from './previews'

const start = (id: string, type = 'agent.message', name?: string): PreviewFrame => ({ type: 'event_start', turn_id: 'trn_1', event: { id, type, name } })
const delta = (id: string, text: string, offset: number): PreviewFrame => ({ type: 'event_delta', event_id: id, delta: { offset, content: { type: 'text', text } } })
const after = (...frames: PreviewFrame[]) => frames.reduce<readonly Preview[]>(previewed, [])

describe('what is being written', () => {
  it('grows piece by piece, whoever comes in between', () => {
    expect(after(start('a'), delta('a', 'One ', 0), delta('a', 'two', 4))[0]!.text).toBe('One two')
    // So far, then a piece of which half is known already.
    expect(after(start('a'), delta('a', 'One two', 0), delta('a', 'two three', 4))[0]!.text).toBe('One two three')
  })

  it('begins anew when it is announced again, and leaves out what does not fit', () => {
    expect(after(start('a'), delta('a', 'Wrong', 0), start('a'), delta('a', 'Right', 0)).map(it => it.text)).toEqual(['Right'])
    expect(after(start('a'), delta('a', 'late', 9))[0]!.text).toBe('')
    expect(after(delta('b', 'nobody', 0))).toEqual([])
    expect(previewed([], { type: 'event_delta' })).toEqual([])
  })

  it('takes the input of a tool as text too', () => {
    const frames = [start('t', 'agent.tool_use', 'bash'), { type: 'event_delta', event_id: 't', delta: { offset: 0, content: { type: 'input_json', partial_json: '{"comm' } } }]
    expect(after(...frames)).toEqual([{ id: 't', type: 'agent.tool_use', tool: 'bash', turnId: 'trn_1', text: '{"comm' }])
  })

  it('is gone when its event is there, and all of it when the answer has ended', () => {
    const both = after(start('a'), start('b'))
    expect(arrived(both, [{ id: 'a', type: 'agent.message' }]).map(it => it.id)).toEqual(['b'])
    expect(arrived(both, [{ id: 'x', type: 'span.model_request_end' }])).toEqual([])
    expect(arrived(both, [{ id: 'x', type: 'session.updated' }])).toBe(both)
  })
})
