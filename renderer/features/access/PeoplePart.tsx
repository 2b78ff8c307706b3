import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { KeyHolder } from '../../../shared/access/model.ts'
import { api } from '../../app/api.ts'
import { Answered } from '../../app/Answered.tsx'
import { formatDay } from '../../app/formats.ts'
import { useSession } from '../../app/session.ts'
import { useAnswer } from '../../data/answers.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Button } from '../../ui/Button.tsx'
import { classNames } from '../../ui/classes.ts'
import { Panel } from '../../ui/Panel.tsx'
import { AddPersonDialog } from './AddPersonDialog.tsx'
import { TakeAwayDialog } from './TakeAwayDialog.tsx'
import css from './Access.module.css'

const c = classNames(css)
const words = defineWords('access-people', {
  title: 'People with a passphrase',
  body: 'Each of them opens this workspace with a passphrase of their own. Their name stands beside what they change.',
  bodyOther: 'Only an owner can give somebody a passphrase or take one away.',
  add: 'Add…',
  addName: 'Add a person…',
  you: '(you)',
  owner: 'Owner',
  coordinator: 'Coordinator',
  since: 'since {{day}}',
  take: 'Take away…',
  takeName: 'Take the passphrase of {{name}} away…',
})

export function PeoplePart() {
  const t = useWords(words)
  const { role } = useSession()
  const people = useAnswer(api.access.people)
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<KeyHolder | null>(null)
  const mayChange = role === 'owner'
  const add = (
    <Button size="small" icon={UserPlus} aria-label={t('addName')} onPress={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  return (
    <Panel title={t('title')} flush end={mayChange ? add : null}>
      <p className={c('intro')}>{mayChange ? t('body') : `${t('body')} ${t('bodyOther')}`}</p>
      <Answered answer={people} rows={2}>
        {(list) => (
          <ul className={c('people')} aria-label={t('title')}>
            {list.map((person) => (
              <Person
                key={person.id}
                person={person}
                onTake={mayChange && !person.isYou ? () => setLeaving(person) : null}
              />
            ))}
          </ul>
        )}
      </Answered>
      {adding ? <AddPersonDialog onClose={() => setAdding(false)} /> : null}
      {leaving ? <TakeAwayDialog person={leaving} onClose={() => setLeaving(null)} /> : null}
    </Panel>
  )
}

interface PersonProps {
  readonly person: KeyHolder
  readonly onTake: (() => void) | null
}

function Person({ person, onTake }: PersonProps) {
  const t = useWords(words)
  const { name, role, since, isYou } = person
  return (
    <li>
      <span className={c('name')}>
        {name} {isYou ? <span className={c('you')}>{t('you')}</span> : null}
      </span>
      <span className={c('role')}>{t(role)}</span>
      <span className={c('subtle', 'since')}>{t('since', { day: formatDay(since) })}</span>
      {onTake ? (
        <Button size="small" look="quiet" aria-label={t('takeName', { name })} onPress={onTake}>
          {t('take')}
        </Button>
      ) : null}
    </li>
  )
}
