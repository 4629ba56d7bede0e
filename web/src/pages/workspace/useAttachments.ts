import { useState } from 'react'
import { asProblem, type Problem } from '@/api/problem'
import { sendFile } from '@/api/upload'
import { nextName } from './mention'

const inbox = '.inbox'
const tries = 20

/** Puts files into the desk's inbox and tells under which paths they lie. None replaces another. */
export function useAttachments(workspaceId: string, onStored: (paths: string[]) => void) {
  const [busy, setBusy] = useState(0)
  const [problem, setProblem] = useState<Problem>()
  const add = async (files: readonly File[]) => {
    if (files.length === 0) return
    setProblem(undefined)
    setBusy(now => now + files.length)
    const stored: string[] = []
    for (const file of files) {
      try {
        stored.push(await store(workspaceId, file))
      } catch (error) {
        setProblem(asProblem(error))
      }
      setBusy(now => now - 1)
    }
    if (stored.length > 0) onStored(stored)
  }
  return { busy, problem, add }
}

async function store(workspaceId: string, file: File): Promise<string> {
  // What is pasted has no name of its own; every picture is called the same.
  const name = file.name.replace(/[/\\\p{Cc}]/gu, '_') || 'pasted'
  for (let attempt = 1; ; attempt++) {
    const to = `${inbox}/${nextName(name, attempt)}`
    try {
      await sendFile(workspaceId, to, file, false, () => {}).promise
      return to
    } catch (error) {
      if (asProblem(error).status !== 412 || attempt === tries) throw error
    }
  }
}
