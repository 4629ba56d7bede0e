import { describe, expect, it } from 'vitest'
import { type Cause, chain } from './chain'

const node = (id: string, at: string | null = null): Cause => ({ id, kind: id.slice(0, 3), type: null, at, actor: null, summary: null, cost_usd: null, href: '' })
const link = (from: string, to: string, relation = 'caused') => ({ from, to, relation })
const read = (steps: ReturnType<typeof chain>) => steps.map(it => `${'>'.repeat(it.depth)}${it.cause.id}`)

describe('a chain of causes', () => {
  it('has each cause before its effects, whatever their order and their clocks', () => {
    const nodes = [node('ses_1', '10:00'), node('run_1', '10:01'), node('dlv_1', '10:02')]
    expect(read(chain(nodes, [link('run_1', 'ses_1'), link('dlv_1', 'run_1')]))).toEqual(['dlv_1', '>run_1', '>>ses_1'])
  })

  it('shows the branches of one cause by their time, and which of them were refused', () => {
    const steps = chain([node('dlv_1', '1'), node('rte_2', '3'), node('run_1', '2')], [link('dlv_1', 'rte_2', 'refused'), link('dlv_1', 'run_1')])
    expect(read(steps)).toEqual(['dlv_1', '>run_1', '>rte_2'])
    expect(steps.map(it => it.refused)).toEqual([false, false, true])
    expect(steps[2]!.because).toEqual([{ id: 'dlv_1', relation: 'refused' }])
  })

  it('ends where links run in a circle or lead to what is not there', () => {
    expect(read(chain([node('a', '2'), node('b', '1')], [link('a', 'b'), link('b', 'a'), link('x', 'a'), link('a', 'a')]))).toEqual(['b', '>a'])
    expect(chain([], [])).toEqual([])
  })
})
