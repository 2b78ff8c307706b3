import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const RENDERER = new URL('../../../renderer/', import.meta.url).pathname

function readSheet(component: string, imported: string): string {
  return readFileSync(join(dirname(component), imported), 'utf8')
}

/** Class names a component uses that none of its style sheets has. */
function findUnknown(file: string, source: string): string[] {
  const sheets = [...source.matchAll(/from '(\.[^']+\.module\.css)'/g)].map(([, path]) =>
    readSheet(file, path ?? ''),
  )
  if (sheets.length === 0) return []
  const calls = [...source.matchAll(/\bc\(([^()]*)\)/g)].flatMap(([, inside]) => [
    ...(inside ?? '').matchAll(/'([\w-]+)'/g),
  ])
  return calls
    .map(([, name]) => name ?? '')
    .filter((name) => !sheets.some((sheet) => new RegExp(`\\.${name}\\b`).test(sheet)))
    .map((name) => `${file.slice(RENDERER.length)}: ${name}`)
}

it('every class name of a component is in its style sheet', () => {
  const files = globSync(`${RENDERER}**/*.tsx`)
  expect(files.length).toBeGreaterThan(40)
  expect(files.flatMap((file) => findUnknown(file, readFileSync(file, 'utf8')))).toEqual([])
})

it('a name that is in no style sheet is found', () => {
  const source = "import css from './Panel.module.css'\nconst x = c('panel', wide && 'missing')"
  expect(findUnknown(join(RENDERER, 'ui/Panel.tsx'), source)).toEqual(['ui/Panel.tsx: missing'])
})
