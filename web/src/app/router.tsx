import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { askSchedule } from '@/api/automation'
import { asProblem, Problem } from '@/api/problem'
import { ask, queryClient } from '@/api/query'
import { common } from '@/strings/common'
import { ProblemView, Skeleton } from '@/ui/states'
import { Shell } from './Shell'

/** Values of a query string are text; what a page expects of them it says itself. */
export type Search = Record<string, string | undefined>

const searchOf = (search: Record<string, unknown>): Search =>
  Object.fromEntries(Object.entries(search).flatMap(([name, value]) => (value === undefined || value === null || value === '' ? [] : [[name, String(value)]])))

const root = createRootRoute({
  component: Outlet,
  validateSearch: searchOf,
  notFoundComponent: () => <Failed error={new Error(common.problem.notFound)} />,
  errorComponent: ({ error }) => <Failed error={error} />,
})

const Failed = ({ error }: { error: unknown }) => (
  <div className="mx-auto flex w-full max-w-160 flex-col gap-3 p-6">
    <h1 className="text-xl font-semibold">{common.problem.page}</h1>
    <ProblemView error={error} />
  </div>
)

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: lazyRouteComponent(() => import('@/pages/sign-in/SignInPage')) })
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  component: Shell,
  // Whoever was never known here goes to the door at once; whoever is no longer known keeps the page (see SignInLayer).
  beforeLoad: async ({ location }) => {
    const known = queryClient.getQueryData(ask.me().queryKey)
    if (known) return
    const me = await queryClient.fetchQuery(ask.me()).catch(asProblem)
    if (me instanceof Problem && me.status === 401) throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true })
  },
})

const page = <P extends string>(path: P, load: () => Promise<{ default: React.ComponentType }>) => createRoute({ getParentRoute: () => app, path, component: lazyRouteComponent(load) })

const workspace = page('/w/$slug', () => import('@/pages/workspace/WorkspacePage'))
/** Everything below a Workspace is drawn by its page, which reads the place from the URL (see `pages/workspace/place.ts`). */
const within = <P extends string>(path: P) => createRoute({ getParentRoute: () => workspace, path })

const shared = createRoute({ getParentRoute: () => root, path: '/shared/$token', component: lazyRouteComponent(() => import('@/pages/shared/SharedPage')) })

const routes = root.addChildren([
  signIn,
  shared,
  app.addChildren([
    createRoute({
      getParentRoute: () => app,
      path: '/',
      beforeLoad: () => {
        throw redirect({ to: '/workspaces', replace: true })
      },
    }),
    page('/welcome', () => import('@/pages/welcome/WelcomePage')),
    page('/workspaces', () => import('@/pages/workspaces/WorkspacesPage')),
    page('/workspaces/new', () => import('@/pages/workspaces/NewWorkspacePage')),
    page('/inbox', () => import('@/pages/inbox/InboxPage')),
    page('/inbox/$apr', () => import('@/pages/inbox/InboxPage')),
    createRoute({
      getParentRoute: () => app,
      path: '/automation',
      beforeLoad: () => {
        throw redirect({ to: '/automation/connectors', replace: true })
      },
    }),
    page('/automation/connectors', () => import('@/pages/automation/ConnectorsPage')),
    page('/automation/connectors/$id', () => import('@/pages/automation/ConnectorPage')),
    page('/automation/deliveries/$id', () => import('@/pages/automation/DeliveryPage')),
    createRoute({
      getParentRoute: () => app,
      path: '/automation/schedules/$id',
      // A schedule has its place at the desk that it gives work to.
      beforeLoad: async ({ params }) => {
        const schedule = await queryClient.fetchQuery(askSchedule(params.id))
        throw redirect({ to: '/w/$slug/$tab/$', params: { slug: schedule.workspace_id, tab: 'automation', _splat: schedule.id }, replace: true })
      },
    }),
    page('/automation/subscriptions', () => import('@/pages/automation/SubscriptionsPage')),
    page('/automation/subscriptions/$id', () => import('@/pages/automation/SubscriptionPage')),
    page('/automation/holds', () => import('@/pages/automation/HoldsPage')),
    page('/automation/runs', () => import('@/pages/automation/RunsPage')),
    page('/settings/profile', () => import('@/pages/settings/ProfilePage')),
    page('/settings/providers', () => import('@/pages/providers/ProvidersPage')),
    page('/settings/tokens', () => import('@/pages/settings/TokensPage')),
    page('/search', () => import('@/pages/search/SearchPage')),
    page('/why/$id', () => import('@/pages/why/WhyPage')),
    page('/w/$slug/s/$ses/trace', () => import('@/pages/trace/TracePage')),
    page('/w/$slug/s/$ses/compare/$other', () => import('@/pages/compare/ComparePage')),
    page('/e/$id', () => import('@/pages/resolve/ResolvePage')),
    workspace.addChildren([within('/'), within('/s/$ses'), within('/$tab'), within('/$tab/$')]),
  ]),
])

export const router = createRouter({
  routeTree: routes,
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultPendingComponent: () => (
    <div className="p-6">
      <Skeleton />
    </div>
  ),
  // Plain text in, plain text out: `?q=12` stays the text "12".
  parseSearch: text => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: search => {
    const text = new URLSearchParams(Object.entries(searchOf(search)) as [string, string][]).toString()
    return text ? `?${text}` : ''
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
