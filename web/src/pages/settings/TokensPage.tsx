import { Page } from '@/ui/Page'

export default function TokensPage() {
  return <Page title="Service tokens">{null}</Page>
}
