export const why = {
  title: 'Why?',
  lead: 'What led to this, above it, and what it led to, below.',
  kinds: { session: 'Session', turn: 'Turn', event: 'Event', run: 'Run', delivery: 'Delivery', schedule: 'Schedule', route: 'Route', connector: 'Connector', approval: 'Approval' } as Record<string, string>,
  relations: { caused: 'caused by', refused: 'held against', replayed: 'replay of', forked: 'forked from' } as Record<string, string>,
  here: 'asked about',
  truncated: 'There is more than is shown, or somebody who knows more could not be asked.',
  list: 'Causes and effects',
  open: 'Open',
  alone: 'Nothing else is known to have led to this, and it led to nothing else.',
} as const
