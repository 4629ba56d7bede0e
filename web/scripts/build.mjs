// What Maven runs: installs and builds only what changed since the last time; by content, not by time.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The web application needs Node 20.19 or newer; this is ${process.versions.node}. Get it from https://nodejs.org.`)
  process.exit(1)
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
process.chdir(root)

const files = path => (statSync(path).isDirectory() ? readdirSync(path).sort().flatMap(it => files(join(path, it))) : [path])

/** Changes with every content and name of these. */
function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(files)) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}
const kept = file => (existsSync(file) ? readFileSync(file, 'utf8') : '')
const npm = (...words) => execFileSync('npm', words, { stdio: 'inherit', shell: process.platform === 'win32' })

const lock = fingerprint(['package.json', 'package-lock.json'])
if (kept('node_modules/.agentdesk') !== lock) {
  npm('ci', '--no-audit', '--no-fund')
  writeFileSync('node_modules/.agentdesk', lock)
}

const sources = fingerprint(['package.json', 'package-lock.json', 'index.html', 'vite.config.ts', 'tsconfig.json', 'public', 'scripts', 'src'])
if (process.argv[2] === 'test') {
  // The types of the API are made from the document of all services.
  const tested = fingerprint(['../docs/api/openapi.json']) + sources
  if (kept('node_modules/.agentdesk-tested') === tested) console.log('The web application passed its tests already as it is.')
  else {
    npm('test')
    writeFileSync('node_modules/.agentdesk-tested', tested)
  }
} else if (kept('dist/.fingerprint') === sources) console.log('The web application is built already.')
else {
  npm('run', 'build')
  // The gateway sends these to whoever takes them, so that it need not compress the same bytes again and again.
  for (const file of files('dist').filter(it => /\.(js|css|svg)$/.test(it) && statSync(it).size > 1000)) {
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
  }
  // Maven only adds: without this the jar would keep every chunk that ever was.
  rmSync('target/classes/web', { recursive: true, force: true })
  writeFileSync('dist/.fingerprint', sources)
}
