/** Shown over whatever page is open when the platform no longer knows this browser; drafts below it stay. */
export default function SignInLayer(_: { onSignedIn: () => void }) {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`)
  return null
}
