import { Page } from '@/ui/Page'

export default function ResolvePage() {
  return <Page title="Resolve">{null}</Page>
}
