export const resolve = {
  title: 'Where this leads',
  kind: 'What it is',
  name: 'Name',
  workspace: 'Workspace',
  noPage: 'There is no page for this in this version. The API shows it.',
  api: 'API URL',
} as const
