/** Does it at once, then at most once in that time, and once more if it was asked for meanwhile. */
export function paced(what: () => void, every: number): { (): void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let wanted = false
  const later = () => {
    timer = undefined
    if (!wanted) return
    wanted = false
    run()
  }
  const run = () => {
    timer = setTimeout(later, every)
    what()
  }
  const call = () => {
    if (timer === undefined) run()
    else wanted = true
  }
  return Object.assign(call, {
    cancel: () => {
      clearTimeout(timer)
      timer = undefined
      wanted = false
    },
  })
}
