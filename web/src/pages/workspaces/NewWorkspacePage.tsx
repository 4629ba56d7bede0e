import { Page } from '@/ui/Page'

export default function NewWorkspacePage() {
  return <Page title="New workspace">{null}</Page>
}
