export const trace = {
  title: 'Trace',
  lead: 'What each turn did, when, and how long it took. The bars of a turn share one axis.',
  empty: 'Nothing has run yet.',
  truncated: 'More has happened than is shown.',
  turn: (number: number) => `Turn ${number}`,
  steps: (number: number) => `Steps of turn ${number}`,
  kinds: { turn: 'Turn', tool: 'Tool', model: 'Model', approval: 'Approval' } as Record<string, string>,
  running: 'running',
  after: (time: string) => `after ${time}`,
  open: 'Open in the conversation',
  of: (title: string) => `Trace of ${title}`,
} as const
