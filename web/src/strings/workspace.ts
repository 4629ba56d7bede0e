export const workspace = {
  files: 'Files',
  terminal: 'Terminal',
  history: 'History',
  settings: 'Settings',
} as const
