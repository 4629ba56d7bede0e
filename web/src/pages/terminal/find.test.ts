import { describe, expect, it } from 'vitest'
import { find, type Lines } from './find'

const screen = (...rows: string[]): Lines => ({ count: rows.length, line: index => ({ text: rows[index]!, cells: [...rows[index]!].map((_, i) => i) }) })

describe('finding in a terminal', () => {
  const lines = screen('error: one', 'all well', 'an Error and an error')

  it('goes down from a place, whatever the case, and around the end', () => {
    expect(find(lines, 'error', { row: 0, col: 0 }, 1)).toEqual({ row: 0, col: 0, cells: 5 })
    expect(find(lines, 'error', { row: 0, col: 1 }, 1)).toEqual({ row: 2, col: 3, cells: 5 })
    expect(find(lines, 'error', { row: 2, col: 4 }, 1)).toEqual({ row: 2, col: 16, cells: 5 })
    expect(find(lines, 'error', { row: 2, col: 17 }, 1)).toEqual({ row: 0, col: 0, cells: 5 })
  })

  it('goes up', () => {
    expect(find(lines, 'error', { row: 2, col: 16 }, -1)).toEqual({ row: 2, col: 3, cells: 5 })
    expect(find(lines, 'error', { row: 0, col: 0 }, -1)).toEqual({ row: 2, col: 16, cells: 5 })
  })

  it('finds the only one again', () => {
    expect(find(lines, 'well', { row: 1, col: 5 }, 1)).toEqual({ row: 1, col: 4, cells: 4 })
  })

  it('counts cells where a character takes two', () => {
    const wide: Lines = { count: 1, line: () => ({ text: '漢x', cells: [0, 2] }) }
    expect(find(wide, '漢', { row: 0, col: 0 }, 1)).toEqual({ row: 0, col: 0, cells: 2 })
    expect(find(wide, 'x', { row: 0, col: 0 }, 1)).toEqual({ row: 0, col: 2, cells: 1 })
  })

  it('finds nothing where there is none, and nothing is wanted', () => {
    expect(find(lines, 'absent', { row: 0, col: 0 }, 1)).toBeUndefined()
    expect(find(lines, '', { row: 0, col: 0 }, 1)).toBeUndefined()
  })
})
