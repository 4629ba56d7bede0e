import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { quoted, toCurl } from './curl'

/** What a shell makes of the line: one argument a line, as JSON. */
function words(line: string): string[] {
  const script = line.replace(/^curl/, `"$NODE" -e 'console.log(JSON.stringify(process.argv.slice(1)))' --`)
  return JSON.parse(
    execFileSync('sh', ['-c', script], {
      encoding: 'utf8',
      env: { NODE: process.execPath, AGENTDESK_TOKEN: 'adk_secret' },
    }),
  )
}

describe('copy as curl', () => {
  it('prints a line that a shell reads as exactly the request', () => {
    const body = { text: `it's $HOME \`id\` "x" \\ \n second line` }
    const line = toCurl({ method: 'POST', path: '/workspaces', query: { q: "a'b" }, body, idempotencyKey: 'k1' }, 'http://h:1')
    const args = words(line)
    expect(args).toContain("http://h:1/api/v1/workspaces?q=a%27b")
    expect(args).toContain('Authorization: Bearer adk_secret')
    expect(args).toContain('Idempotency-Key: k1')
    expect(JSON.parse(args[args.indexOf('--data-raw') + 1]!)).toEqual(body)
  })

  it('names no method for a read and no key for what needs none', () => {
    const args = words(toCurl({ method: 'GET', path: '/me' }, 'http://h:1'))
    expect(args).toEqual(['-sS', 'http://h:1/api/v1/me', '-H', 'Authorization: Bearer adk_secret'])
  })

  it('quotes a quote', () => expect(quoted("a'b")).toBe("'a'\\''b'"))
})
