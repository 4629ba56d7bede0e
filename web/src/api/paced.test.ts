import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { paced } from './paced'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('is done at once, then once for all that is asked meanwhile', () => {
  const done = vi.fn()
  const call = paced(done, 500)
  for (let i = 0; i < 10; i++) call()
  expect(done).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(500)
  expect(done).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(2_000)
  expect(done).toHaveBeenCalledTimes(2)
  call()
  expect(done).toHaveBeenCalledTimes(3)
})

it('is not done any more once it was cancelled', () => {
  const done = vi.fn()
  const call = paced(done, 500)
  call()
  call()
  call.cancel()
  vi.advanceTimersByTime(1_000)
  expect(done).toHaveBeenCalledTimes(1)
})
