import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin, ProxyOptions } from 'vite'
import { defineConfig } from 'vitest/config'

/** The platform that "npm run dev" and "npm run preview" talk to. */
const platform = process.env.AGENTDESK_URL ?? 'http://localhost:8080'

/** The policy that the gateway sends; here so that nothing that breaks it lives past the first reload. */
const policy = (scripts: string) =>
  [
    "default-src 'none'",
    `script-src 'self'${scripts}`,
    "style-src-elem 'self' 'nonce-dev'",
    "style-src-attr 'none'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')

/** Does for the development servers what the gateway does for the built application. */
function gatewayManners(): Plugin {
  const page = (url: string | undefined) => (url ?? '').startsWith('/') && !/\.[a-z0-9]+($|\?)/i.test(url ?? '')
  return {
    name: 'gateway-manners',
    transformIndexHtml: {
      order: 'post',
      handler: (html, context) => (context.server ? html.replaceAll('__CSP_NONCE__', 'dev') : html),
    },
    configureServer: server => {
      server.middlewares.use((request, response, next) => {
        // The preamble of hot reloading is an inline script: the one thing that only development needs.
        if (page(request.url)) response.setHeader('Content-Security-Policy', policy(" 'nonce-dev'"))
        next()
      })
    },
    configurePreviewServer: server => {
      server.middlewares.use((request, response, next) => {
        if (page(request.url)) response.setHeader('Content-Security-Policy', policy('').replace('nonce-dev', 'nonce-__CSP_NONCE__'))
        next()
      })
    },
  }
}

const toPlatform: ProxyOptions = {
  target: platform,
  changeOrigin: true,
  ws: true,
  configure: proxy => {
    const asOwnPage = (request: { hasHeader(name: string): boolean; setHeader(name: string, value: string): void }) => {
      if (request.hasHeader('origin')) request.setHeader('origin', platform)
    }
    proxy.on('proxyReq', asOwnPage)
    proxy.on('proxyReqWs', asOwnPage)
  },
}
const proxy = { '/api/': toPlatform, '/actuator/': toPlatform, '/hooks/': toPlatform }

export default defineConfig(({ command }) => ({
  plugins: [react(), tailwindcss(), gatewayManners()],
  resolve: {
    alias: {
      '@': fileURLToPath(new URL('./src', import.meta.url)),
      'decode-named-character-reference': fileURLToPath(new URL('./src/ui/entities.ts', import.meta.url)),
    },
  },
  html: command === 'serve' ? { cspNonce: 'dev' } : {},
  server: { proxy, strictPort: true },
  preview: { proxy, strictPort: true },
  build: {
    target: 'es2023',
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    sourcemap: false,
  },
  test: { environment: 'node', include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
}))
