import { resolve } from 'node:path'
import { sayError } from '../../shared/kit/error-text.ts'
import { inspectFolder, type FolderFacts } from '../core/vault/inspect.ts'
import type { Given, Outcome } from './verbs.ts'

export function showWorkspace({ place }: Given): Promise<Outcome> {
  const folder = resolve(place)
  const facts = inspectFolder(folder)
  const lines = [
    `Name   ${facts.name}`,
    `Folder ${folder}`,
    ...(facts.wid === undefined ? [] : [`Id     ${facts.wid}`]),
    `Size   ${facts.bytes.toLocaleString('en')} bytes`,
    ...describeProblem(facts),
  ]
  const answer = { folder, ...facts }
  return Promise.resolve({ text: lines.join('\n'), answer, refused: facts.problem !== undefined })
}

function describeProblem({ problem: code, name }: FolderFacts): string[] {
  return code === undefined ? [] : ['', sayError({ code, details: { name } })]
}
