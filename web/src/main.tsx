import './app/nonce'
import './app.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startLive } from './api/live'
import { queryClient } from './api/query'
import { router } from './app/router'
import { Toasts } from './ui/Toast'
import { TooltipProvider } from './ui/Tooltip'

startLive()

// A new version has other chunks: a page from before it asks for what is gone, once, and then is the new one.
addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('agentdesk.reloaded') ?? 0)
  if (Date.now() - last < 10_000) return
  sessionStorage.setItem('agentdesk.reloaded', String(Date.now()))
  location.reload()
})

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <RouterProvider router={router} />
        <Toasts />
      </TooltipProvider>
    </QueryClientProvider>
  </StrictMode>,
)
