// An operation is three edits, a feature eight small files and three lines. A copy of the project is
// extended that way, type-checked, built and used in a real window.
import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyProject, type Copy } from '../support/extend-tree.ts'

let copy: Copy
beforeEach(() => {
  copy = copyProject()
})
afterEach(() => rmSync(copy.root, { recursive: true, force: true }))

function addOperation(): void {
  copy.insert(
    'shared/strategy/contract.ts',
    `  raisePriority: command(object({ id: priorityId }), priority, {
    says: 'Raised the priority “{{name}}”',
  }),`,
    'removePriority:',
  )
  copy.insert(
    'electron/core/strategy/handlers.ts',
    `  raisePriority: (tx, { id }) => {
    const before = getPriority(tx.db, id)
    tx.about({ name: before.name })
    const after = { ...before, weight: 10 }
    savePriority(tx.db, after)
    return after
  },`,
    'removePriority:',
  )
  const screen = 'renderer/features/program/ProgramScreen.tsx'
  copy.insert(
    screen,
    `function RaiseAll() {
  const { data = [] } = useAnswer(api.strategy.listPriorities)
  const raise = useCommand(api.strategy.raisePriority, { announce: true })
  return data.map(({ id, name }) => (
    <Button key={id} onPress={() => void raise.run({ id })}>{\`Raise \${name}\`}</Button>
  ))
}
`,
    'export function ProgramScreen()',
  )
  copy.insert(screen, `import { Button } from '../../ui/Button.tsx'`, `import { Page }`)
  copy.insert(screen, `import { useCommand } from '../../data/commands.ts'`, `import { Page }`)
  copy.insert(screen, '      <RaiseAll />', '    </Page>')
}

const VENUE_FILES: Readonly<Record<string, string>> = {
  'shared/venues/model.ts': `import { id, object, text, z } from '../kit/schema.ts'

export const venueId = id('VenueId')
export type VenueId = z.infer<typeof venueId>
export const venue = object({ id: venueId, name: text(80) })
export type Venue = z.infer<typeof venue>
`,
  'shared/venues/rules.ts': `import type { Venue } from './model.ts'

export function sortedVenues(venues: readonly Venue[]): Venue[] {
  return venues.toSorted((a, b) => a.name.localeCompare(b.name))
}
`,
  'shared/venues/contract.ts': `import { command, query } from '../kit/operation.ts'
import { list, nothing, object, text } from '../kit/schema.ts'
import { venue } from './model.ts'

export const venuesContract = {
  list: query(nothing, list(venue)),
  add: command(object({ name: text(80) }), venue, { says: 'Added the venue “{{name}}”' }),
}
`,
  'electron/core/db/migrations/9000-venues.ts': `import type { Migration } from '../migration.ts'

export const venues9000: Migration = {
  version: NEXT_VERSION,
  slug: 'venues',
  sql: 'CREATE TABLE venue (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT',
}
`,
  'electron/core/venues/store.ts': `import { venue, type Venue } from '../../../shared/venues/model.ts'
import type { Reader, Writer } from '../db/handle.ts'
import { venues9000 } from '../db/migrations/9000-venues.ts'
import { sql } from '../db/sql.ts'
import type { FeatureData } from '../feature.ts'

export const venuesData: FeatureData = {
  migrations: [venues9000],
  tables: {
    venue: {
      purpose: 'where people meet',
      retention: 'life of the workspace',
      title: 'name',
      noun: 'venue',
      columns: { id: 'none', name: 'none' },
    },
  },
}

export function listVenues(db: Reader): Venue[] {
  return db.all(sql\`SELECT id, name FROM venue\`).map((row) => venue.parse(row))
}

export function addVenue(db: Writer, { id, name }: Venue): void {
  db.run(sql\`INSERT INTO venue (id, name) VALUES (\${id}, \${name})\`)
}
`,
  'electron/core/venues/handlers.ts': `import { sortedVenues } from '../../../shared/venues/rules.ts'
import type { VenueId } from '../../../shared/venues/model.ts'
import type { FeatureHandlers } from '../feature.ts'
import { addVenue, listVenues } from './store.ts'

export const venuesHandlers: FeatureHandlers<'venues'> = {
  list: (tx) => sortedVenues(listVenues(tx.db)),
  add: (tx, { name }) => {
    const added = { id: tx.newId<VenueId>(), name }
    tx.about({ name })
    addVenue(tx.db, added)
    return added
  },
}
`,
  'renderer/features/venues/VenuesScreen.tsx': `import { api } from '../../app/api.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { useAnswer } from '../../data/answers.ts'
import { useCommand } from '../../data/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'
import css from './Venues.module.css'

const words = defineWords('venues', { title: 'Venues', add: 'Add the library' })

export function VenuesScreen() {
  const t = useWords(words)
  const { data = [] } = useAnswer(api.venues.list)
  const add = useCommand(api.venues.add, { announce: true })
  return (
    <Page title={t('title')}>
      <Button onPress={() => void add.run({ name: 'Library' })}>{t('add')}</Button>
      <ul className={css['venues']}>{data.map(({ id, name }) => <li key={id}>{name}</li>)}</ul>
    </Page>
  )
}
`,
  'renderer/features/venues/Venues.module.css': `@layer feature {
  .venues {
    padding: var(--space-2);
  }
}
`,
}

function addFeature(nextVersion: number): void {
  for (const [file, text] of Object.entries(VENUE_FILES)) {
    copy.add(file, text.replace('NEXT_VERSION', String(nextVersion)))
  }
  const lines: readonly (readonly [string, string, string, string])[] = [
    [
      'shared/contract.ts',
      '  venues: venuesContract,',
      '  workspace: workspaceContract,',
      `import { venuesContract } from './venues/contract.ts'`,
    ],
    [
      'electron/core/features.ts',
      '  venues: { handlers: venuesHandlers, data: venuesData },',
      '  workspace: {',
      `import { venuesHandlers } from './venues/handlers.ts'\nimport { venuesData } from './venues/store.ts'`,
    ],
    [
      'renderer/app/screens.ts',
      `  { path: '/venues', words: 'Venues', icon: Sun, Screen: VenuesScreen },`,
      `path: '/settings'`,
      `import { VenuesScreen } from '../features/venues/VenuesScreen.tsx'`,
    ],
  ]
  for (const [file, line, before, imports] of lines) {
    copy.insert(file, line, before)
    copy.insert(file, imports, 'import ')
  }
}

const USE_BOTH = `import { expect, test } from '../support/window.ts'
import { addPriorities, goTo, namesOfPriorities, openNewWorkspace } from './steps.ts'

test('the added operation and the added feature work in the window, undo included', async ({ app }) => {
  const { page } = app
  await openNewWorkspace(page)
  await goTo(page, 'Program')
  await addPriorities(page, 'Reach', 'Depth')
  await page.getByRole('button', { name: 'Raise Depth' }).click()
  await expect(page.getByText('Raised the priority “Depth”')).toBeVisible()
  await expect.poll(() => namesOfPriorities(page)).toEqual(['Depth', 'Reach'])
  await goTo(page, 'Venues')
  await page.getByRole('button', { name: 'Add the library' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: /^Library$/ })).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('listitem').filter({ hasText: /^Library$/ })).toHaveCount(0)
})
`

test('an operation takes three edits, a feature eight files and three lines, and both run', async () => {
  addOperation()
  expect([...copy.edited]).toHaveLength(3)
  copy.edited.clear()

  const { migrations } = await import('../../electron/core/features.ts')
  addFeature(migrations.length + 1)
  expect(copy.added.size).toBe(8)
  expect(copy.edited.size).toBe(3)

  copy.add('test/e2e/extended.spec.ts', USE_BOTH)
  for (const layer of ['shared', 'electron/core', 'renderer']) {
    copy.run('typescript/bin/tsc', ['-p', layer])
  }
  copy.run('vite/bin/vite.js', ['build', '--app', '--logLevel', 'warn'])
  copy.run('vitest/vitest.mjs', [
    'run',
    'test/contract/contract.test.ts',
    'test/contract/personal-data.test.ts',
  ])
  const seen = copy.run('playwright/cli.js', [
    'test',
    '--config',
    'test/playwright.config.ts',
    'extended.spec',
  ])
  expect(seen).toContain('1 passed')
}, 240_000)

test('a handler that is missing does not compile', () => {
  copy.insert(
    'shared/strategy/contract.ts',
    `  raisePriority: command(object({ id: priorityId }), priority, { says: 'Raised' }),`,
    'removePriority:',
  )
  expect(() => copy.run('typescript/bin/tsc', ['-p', 'electron/core'])).toThrow(/raisePriority/)
}, 60_000)
