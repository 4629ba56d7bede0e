export const search = {
  title: 'Search',
  said: 'In conversations',
  nothingSaid: (q: string) => `Nobody has said “${q}”.`,
  kinds: { message: 'message', reply: 'reply', tool: 'tool call', title: 'title' } as Record<string, string>,
  placeholder: 'Words, "phrases", -without',
  start: 'Finds workspaces by their name, sessions by their title, and what was said in them.',
  workspaces: 'Workspaces',
  sessions: 'Sessions',
  none: (text: string) => `Nothing is called “${text}”.`,
  untitled: 'Untitled session',
} as const
