import { Page } from '@/ui/Page'

export default function WorkspacePage() {
  return <Page title="Workspace">{null}</Page>
}
