import type { Extension } from '@codemirror/state'

const javascript = (options: { jsx?: boolean; typescript?: boolean }) => () => import('@codemirror/lang-javascript').then(it => it.javascript(options))
const byEnding: Record<string, () => Promise<Extension>> = {
  js: javascript({}),
  mjs: javascript({}),
  cjs: javascript({}),
  jsx: javascript({ jsx: true }),
  ts: javascript({ typescript: true }),
  tsx: javascript({ jsx: true, typescript: true }),
  json: () => import('@codemirror/lang-json').then(it => it.json()),
  md: () => import('@codemirror/lang-markdown').then(it => it.markdown()),
  py: () => import('@codemirror/lang-python').then(it => it.python()),
  java: () => import('@codemirror/lang-java').then(it => it.java()),
  kt: () => import('@codemirror/lang-java').then(it => it.java()),
  yml: () => import('@codemirror/lang-yaml').then(it => it.yaml()),
  yaml: () => import('@codemirror/lang-yaml').then(it => it.yaml()),
  css: () => import('@codemirror/lang-css').then(it => it.css()),
  html: () => import('@codemirror/lang-html').then(it => it.html()),
  xml: () => import('@codemirror/lang-xml').then(it => it.xml()),
  svg: () => import('@codemirror/lang-xml').then(it => it.xml()),
}

/** The grammar for a file, loaded when the first of its kind is opened. */
export const languageOf = (path: string): Promise<Extension | undefined> => {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  return byEnding[ending]?.() ?? Promise.resolve(undefined)
}
