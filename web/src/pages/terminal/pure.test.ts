import { describe, expect, it } from 'vitest'
import { pause, read, size } from './cast'
import { isHarmless, looked } from './paste'
import { title, webAddress } from './title'

describe('pasting', () => {
  it('asks for more than one line and for control characters', () => {
    expect(isHarmless('ls -l')).toBe(true)
    expect(isHarmless('ls\trm')).toBe(true)
    expect(isHarmless('ls\n')).toBe(false)
    expect(isHarmless('a\nb')).toBe(false)
    expect(isHarmless('a\u001b[201~rm')).toBe(false)
    expect(isHarmless('a\u009bx')).toBe(false)
    expect(looked('a\r\nb\r\nc\u0003')).toEqual({ lines: 3, controls: 1 })
  })
})

describe('titles and links of programs', () => {
  it('are one short line', () => {
    expect(title('', 'bash')).toBe('bash')
    expect(title('a\u0007\nb', 'bash')).toBe('a b')
    expect([...title('🙂'.repeat(200), 'bash')]).toHaveLength(80)
  })
  it('lead to pages only', () => {
    expect(webAddress('https://example.org/a?b')?.host).toBe('example.org')
    for (const bad of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'https://user:pw@x/', 'nothing']) {
      expect(webAddress(bad)).toBeUndefined()
    }
  })
})

describe('recordings', () => {
  it('are read line by line, without what is broken', () => {
    const cast = read('{"version":2,"width":90,"height":20}\n[0.5,"o","a\\u001b[m"]\n[1,"r","100x30"]\n[2,"x","?"]\n[9,"o"\n')
    expect(cast).toEqual({ cols: 90, rows: 20, length: 1, events: [{ at: 0.5, type: 'o', text: 'a\u001b[m' }, { at: 1, type: 'r', text: '100x30' }] })
    expect(read('no recording')).toBeUndefined()
    expect(read('{"version":1}')).toBeUndefined()
  })
  it('do not make one wait', () => {
    expect(pause(0, 600, 1)).toBe(2)
    expect(pause(0, 1, 2)).toBe(0.5)
  })
  it('have sizes that a screen can have', () => {
    expect(size('100x30')).toEqual({ cols: 100, rows: 30 })
    for (const bad of ['', '0x5', '9999x9', 'axb']) expect(size(bad)).toBeUndefined()
  })
})
