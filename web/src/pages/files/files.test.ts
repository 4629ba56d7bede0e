import { describe, expect, it } from 'vitest'
import { copyName, isDirty, opened, reduce, type Theirs } from './buffer'
import { linesOf, textOf } from './content'
import { applied, around, followed, moved, rows } from './tree'
import { type Entry, type Listing, sorted } from './types'

const entry = (path: string, type = 'file'): Entry => ({ path, type, size: 1, modified_at: '', etag: '"1"', mode: '0644', last_writer: null })
const listing = (...data: Entry[]): Listing => ({ data, next_cursor: null, truncated: false })
const theirs = (etag: string, text: string): Theirs => ({ etag, text, by: null, at: null })

describe('the tree', () => {
  it('shows open folders with what is in them, folders first, numbers as people count', () => {
    const root = sorted([entry('b10'), entry('b9'), entry('src', 'folder')])
    const shown = rows(new Map([['', root], ['src', [entry('src/a')]]]), new Set(['src']))
    expect(shown.map(it => [it.entry.path, it.depth])).toEqual([['src', 0], ['src/a', 1], ['b9', 0], ['b10', 0]])
    expect(shown[1]).toMatchObject({ position: 1, size: 1 })
  })

  it('follows what happens in a folder and leaves others alone', () => {
    const before = listing(entry('a/x'), entry('a/y'))
    expect(applied('a', before, { type: 'deleted', path: 'a/x' }).data.map(it => it.path)).toEqual(['a/y'])
    expect(applied('a', before, { type: 'created', path: 'a/n', entry: entry('a/n') }).data.map(it => it.path)).toEqual(['a/n', 'a/x', 'a/y'])
    expect(applied('a', before, { type: 'renamed', from: 'a/x', path: 'b/x', entry: entry('b/x') }).data.map(it => it.path)).toEqual(['a/y'])
    expect(applied('c', before, { type: 'deleted', path: 'a/x' })).toBe(before)
  })

  it('follows folders under their new name', () => {
    const news = { type: 'renamed', from: 'a', path: 'z' }
    expect([...followed(new Set(['a', 'a/b', 'ab']), news)]).toEqual(['z', 'z/b', 'ab'])
    expect(moved('a/b', news)).toBe(true)
    expect(moved('ab', news)).toBe(false)
    expect(around('a/b/c.txt')).toEqual(['a', 'a/b'])
  })
})

describe('an open file', () => {
  it('follows what others store while it is clean', () => {
    const clean = opened('"1"', 'one')
    expect(reduce(clean, { type: 'changed', theirs: theirs('"2"', 'two') })).toMatchObject({ text: 'two', etag: '"2"', theirs: null, reloads: 1 })
  })

  it('keeps both texts while it is dirty', () => {
    const dirty = reduce(opened('"1"', 'one'), { type: 'edited', text: 'mine' })
    const both = reduce(dirty, { type: 'changed', theirs: theirs('"2"', 'two') })
    expect(both).toMatchObject({ text: 'mine', etag: '"1"', theirs: { text: 'two', etag: '"2"' } })
    expect(reduce(both, { type: 'theirs' })).toMatchObject({ text: 'two', etag: '"2"', theirs: null })
    expect(isDirty(both)).toBe(true)
  })

  it('is in no conflict with its own words', () => {
    const dirty = reduce(opened('"1"', 'one'), { type: 'edited', text: 'two' })
    const same = reduce(dirty, { type: 'changed', theirs: theirs('"2"', 'two') })
    expect(same.theirs).toBeNull()
    expect(isDirty(same)).toBe(false)
  })

  it('stays when it is deleted under one and can be saved again', () => {
    const gone = reduce(opened('"1"', 'one'), { type: 'deleted' })
    expect(gone).toMatchObject({ text: 'one', etag: null, deleted: true })
    expect(isDirty(gone)).toBe(true)
    expect(isDirty(reduce(gone, { type: 'saved', etag: '"3"', text: 'one' }))).toBe(false)
  })

  it('goes on typing while it is saved', () => {
    const typed = reduce(opened('"1"', 'one'), { type: 'edited', text: 'one two' })
    const saved = reduce(typed, { type: 'saved', etag: '"2"', text: 'one' })
    expect(saved).toMatchObject({ text: 'one two', saved: 'one' })
    expect(isDirty(saved)).toBe(true)
  })

  it('takes a draft up and says if the file went on meanwhile', () => {
    expect(opened('"1"', 'one', { text: 'draft', etag: '"1"' })).toMatchObject({ text: 'draft', theirs: null })
    expect(opened('"2"', 'two', { text: 'draft', etag: '"1"' })).toMatchObject({ text: 'draft', etag: '"1"', theirs: { text: 'two' } })
    expect(opened(null, '', { text: 'draft', etag: '"1"' })).toMatchObject({ deleted: true, text: 'draft' })
  })

  it('names a copy of mine beside it', () => {
    expect(copyName('a.b/notes.md', () => false)).toBe('a.b/notes.mine.md')
    expect(copyName('a.b/Makefile', it => it === 'a.b/Makefile.mine')).toBe('a.b/Makefile.mine2')
    expect(copyName('.env', () => false)).toBe('.env.mine')
  })
})

describe('content', () => {
  it('is text or is not', () => {
    expect(textOf(new TextEncoder().encode('ä'))).toBe('ä')
    expect(textOf(new Uint8Array([65, 0, 66]))).toBeUndefined()
    expect(textOf(new Uint8Array([0xff, 0xfe, 65]))).toBeUndefined()
  })

  it('reads line numbers of links', () => {
    expect(linesOf('#L10-L20')).toEqual({ from: 10, to: 20 })
    expect(linesOf('L7')).toEqual({ from: 7, to: 7 })
    expect(linesOf('#x')).toBeUndefined()
  })
})
