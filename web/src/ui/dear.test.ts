import { describe, expect, it } from 'vitest'
import { isDear } from './dear'

describe('isDear', () => {
  it.each(['*'.repeat(2_000), '['.repeat(1_500), '> '.repeat(600), '<b>'.repeat(5_000), '*a _b '.repeat(400), `<!--\n\`\`\`\n-->\n${'*'.repeat(2_000)}`, `- a\n  \`\`\`\n${'*'.repeat(2_000)}`, 'x'.repeat(300_000)])('says so of %#', text => {
    expect(isDear(text)).toBe(true)
  })

  it.each(['Plain words.', '# Title\n\n- *one*\n- **two**', `\`\`\`json\n${'[*]'.repeat(5_000)}\n\`\`\`\nexit code 0`, Array.from({ length: 400 }, (_, i) => `*paragraph* ${i} with \`code\``).join('\n\n')])('reads %#', text => {
    expect(isDear(text)).toBe(false)
  })
})
