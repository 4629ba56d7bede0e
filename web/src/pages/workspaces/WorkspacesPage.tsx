import { Page } from '@/ui/Page'

export default function WorkspacesPage() {
  return <Page title="Workspaces">{null}</Page>
}
