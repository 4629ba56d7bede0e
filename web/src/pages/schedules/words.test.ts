import { describe, expect, test } from 'vitest'
import { sentence } from './words'

describe('a schedule in words', () => {
  test.each([
    ['0 9 * * 1-5', 'Weekdays at 09:00'],
    ['30 18 * * *', 'Every day at 18:30'],
    ['5 7 * * MON,fri', 'Monday, Friday at 07:05'],
    ['0 8 * * 7', 'Sunday at 08:00'],
    ['15 * * * *', 'Every hour at :15'],
    ['0 9 * * MON-FRI', 'Weekdays at 9'],
  ])('says %s as one would', (cron, words) => {
    expect(sentence({ cron })).toBe(words)
  })

  test.each(['*/5 * * * *', '0 9 1 * *  x', '0 9 1 2 *', '0 9-17 * * 1-5', '0 9 * * MON#1', '0 9 * * 1-3', '0 9 * * NO', 'nonsense'])('leaves %s as it is', cron => {
    expect(sentence({ cron })).toBe(cron)
  })

  test('names the zone, and how often', () => {
    expect(sentence({ cron: '0 7 * * 2', time_zone: 'Europe/Berlin' })).toBe('Tuesday at 07:00 in Europe/Berlin')
    expect(sentence({ every: 'PT6H' })).toBe('Every 6 h')
    expect(sentence({ every: 'P1DT30M' })).toBe('Every 1 d 30 min')
    expect(sentence({ every: 'whenever' })).toBe('Every whenever')
  })
})
