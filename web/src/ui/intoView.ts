/** As a `ref` of the chosen one in a row that is wider than the window: it is in view, also after a reload. */
export const intoView = (element: HTMLElement | null): void => element?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
