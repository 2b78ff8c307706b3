// The recovery kit on paper: one page, A4 or Letter, black on white. The same sheet is printed from
// the first run and written as a PDF by the host.
import type { PrintedPage } from '../../shared/printing/model.ts'
import { classNames } from '../ui/classes.ts'
import { Mark } from '../ui/Mark.tsx'
import { formatDay } from './formats.ts'
import { defineWords, useWords } from '../locales/words.ts'
import css from './RecoverySheet.module.css'

const c = classNames(css)
const words = defineWords('recovery-sheet', {
  title: 'Recovery kit',
  lead: 'This page opens the workspace if the passphrase is lost. Whoever has it and the file can read everything. Keep it where you keep contracts, away from the computer.',
  workspace: 'Workspace',
  owner: 'Owner',
  made: 'Made on',
  wid: 'Workspace number',
  head: 'Record at that time',
  key: 'Recovery key',
  signs:
    'Letters I, L, O and U are never used: what looks like one is the digit 1 or 0, or the letter V. The last sign of each group checks the other seven.',
  how: 'How to use it',
  how1: 'Start Throughline and choose the workspace. If it is not in the list, use Open… and point at its folder.',
  how2: 'Choose “Use the recovery kit” and type the eight groups. A slip is named by its group.',
  how3: 'Choose a new passphrase. This page stays valid.',
  foot: 'Throughline · recovery kit · page 1 of 1',
})

export function RecoverySheet({ page }: { readonly page: PrintedPage }) {
  const t = useWords(words)
  return (
    <article className={c('sheet')}>
      <header className={c('head')}>
        <Mark big />
        <h1>{t('title')}</h1>
      </header>
      <p>{t('lead')}</p>
      <Facts page={page} />
      <h2>{t('key')}</h2>
      <ol className={c('groups')}>
        {page.groups.map((group, at) => (
          <li key={group}>
            <span className={c('number')}>{at + 1}</span>
            <code>
              {group.slice(0, 4)} {group.slice(4)}
            </code>
          </li>
        ))}
      </ol>
      <p className={c('small')}>{t('signs')}</p>
      <h2>{t('how')}</h2>
      <ol className={c('how')}>
        <li>{t('how1')}</li>
        <li>{t('how2')}</li>
        <li>{t('how3')}</li>
      </ol>
      <p className={c('small', 'foot')}>{t('foot')}</p>
    </article>
  )
}

function Facts({ page }: { readonly page: PrintedPage }) {
  const t = useWords(words)
  const facts = [
    [t('workspace'), page.workspace],
    [t('owner'), page.owner],
    [t('made'), formatDay(page.madeAt)],
    [t('wid'), page.wid],
    [t('head'), page.recordHead],
  ]
  return (
    <dl className={c('facts')}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
