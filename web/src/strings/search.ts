export const search = {
  title: 'Search',
  placeholder: 'Names of workspaces, titles of sessions',
  start: 'Finds workspaces by their name and sessions by their title.',
  workspaces: 'Workspaces',
  sessions: 'Sessions',
  none: (text: string) => `Nothing is called “${text}”.`,
  untitled: 'Untitled session',
} as const
