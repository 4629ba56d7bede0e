import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { raw } from '@/api/request'
import type { Output as OutputData } from '@/log/rows'
import { conversation as t } from '@/strings/conversation'
import { AnsiText } from '@/ui/AnsiText'
import { Button } from '@/ui/Button'
import { ProblemView } from '@/ui/states'
import { bytes } from '@/ui/values'
import { previewOf } from './words'
import { WholeOutput } from './WholeOutput'

/** The output of a tool: its beginning and its end; the rest on demand. */
export function Output({ output }: { output: OutputData }) {
  const [all, setAll] = useState(false)
  const [whole, setWhole] = useState<string>()
  const load = useMutation({
    mutationFn: async () => (await raw({ method: 'GET', path: output.href!.replace(/^\/api\/v1/, ''), headers: { Accept: '*/*' } })).text(),
    onSuccess: setWhole,
  })
  if (output.size === 0 && !output.head) return <p className="px-3 py-2 text-xs text-muted">{t.noOutput}</p>
  if (whole !== undefined) return <WholeOutput text={whole} />
  const text = output.truncated ? output.head : output.head + (output.tail ?? '')
  const preview = previewOf(text)
  return (
    <div className="text-code">
      {all && !output.truncated ? (
        <Lines text={text} />
      ) : (
        <>
          <Lines text={preview.lines.join('\n')} />
          {(preview.hidden > 0 || output.truncated) && (
            <div className="flex flex-wrap items-center gap-2 border-y border-line bg-surface px-3 py-1 font-sans text-xs text-muted">
              <span className="nums">{output.truncated ? t.cut(bytes(output.size)) : t.lines(preview.hidden, bytes(output.size))}</span>
              {output.truncated ? (
                output.href && (
                  <Button size="compact" kind="quiet" busy={load.isPending} onClick={() => load.mutate()}>
                    {t.loadWhole}
                  </Button>
                )
              ) : (
                <Button size="compact" kind="quiet" onClick={() => setAll(true)}>
                  {t.showAll}
                </Button>
              )}
            </div>
          )}
          {(output.truncated ? output.tail : preview.rest.length > 0) && <Lines text={output.truncated ? previewEnd(output.tail ?? '') : preview.rest.join('\n')} />}
        </>
      )}
      {load.error && <ProblemView error={load.error} compact />}
    </div>
  )
}

const previewEnd = (text: string) => text.replace(/\n$/, '').split('\n').slice(-8).join('\n')

function Lines({ text }: { text: string }) {
  return (
    <pre tabIndex={0} className="max-h-120 overflow-auto px-3 py-2 break-all whitespace-pre-wrap">
      <AnsiText text={text} />
    </pre>
  )
}
