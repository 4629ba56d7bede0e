// Before the first paint; a file of its own because the policy allows no inline script.
;(function () {
  var kept = null
  try {
    kept = localStorage.getItem('agentdesk.theme')
  } catch (e) {}
  var dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
