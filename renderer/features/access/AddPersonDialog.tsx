import { useState } from 'react'
import { ROLES, type Role } from '../../../shared/access/model.ts'
import type { AppError } from '../../../shared/kit/errors.ts'
import { api } from '../../app/api.ts'
import { explainError } from '../../app/errors.ts'
import { announce } from '../../app/notices.ts'
import { NewPassphrase } from '../../app/passphrase/NewPassphrase.tsx'
import { usePassphraseDraft } from '../../app/passphrase/passphrase-draft.ts'
import { seal } from '../../app/secret.ts'
import { useSession } from '../../app/session.ts'
import { defineWords, useWords } from '../../locales/words.ts'
import { Field } from '../../ui/Field.tsx'
import { RadioList } from '../../ui/RadioList.tsx'
import { useOwnAct } from './own-act.ts'
import { OwnActDialog } from './OwnActDialog.tsx'

const words = defineWords('access-add', {
  title: 'Add a person',
  name: 'Name',
  nameHint: 'Stands beside what they change, in the history and the record',
  role: 'Role',
  owner: 'Owner',
  ownerWhat: 'May do everything, also decide who has a passphrase.',
  coordinator: 'Coordinator',
  coordinatorWhat:
    'Works on everything, but may not give or take away passphrases, change the key, save a copy of the workspace, reveal confidential items or erase a person.',
  first: 'Their first passphrase',
  firstHint:
    'Tell it to them in person. They can change it once they have opened the workspace with it.',
  own: 'Your own passphrase',
  act: 'Add {{name}}',
  actUnnamed: 'Add the person',
  acting: 'Adding…',
  done: '{{name}} can open this workspace now',
})

interface AddPersonDialogProps {
  readonly onClose: () => void
}

export function AddPersonDialog({ onClose }: AddPersonDialogProps) {
  const t = useWords(words)
  const person = useNewPerson()
  const { run, error, ...act } = useOwnAct(api.access.add)
  const name = person.name.trim()

  async function add(): Promise<void> {
    const added = await run(async (own) => {
      return { name, role: person.role, passphrase: await seal(person.draft.text), own }
    })
    if (added === null) return
    announce({ tone: 'positive', text: t('done', { name: added.name }) })
    onClose()
  }

  return (
    <OwnActDialog
      {...act}
      title={t('title')}
      act={name === '' ? t('actUnnamed') : t('act', { name })}
      acting={t('acting')}
      ownLabel={t('own')}
      error={isBesideField(error) ? null : error}
      ready={name !== '' && person.draft.ready}
      onAct={() => void add()}
      onClose={onClose}
    >
      <PersonFields person={person} error={error} />
    </OwnActDialog>
  )
}

function isBesideField(error: AppError | null): boolean {
  return error?.code === 'person-exists' || error?.code === 'weak-passphrase'
}

function useNewPerson() {
  const workspace = useSession()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('coordinator')
  const draft = usePassphraseDraft([workspace.name, name])
  return { name, setName, role, setRole, draft }
}

interface PersonFieldsProps {
  readonly person: ReturnType<typeof useNewPerson>
  readonly error: AppError | null
}

function PersonFields({ person, error }: PersonFieldsProps) {
  const t = useWords(words)
  const said = error ? explainError(error) : null
  return (
    <>
      <Field
        takesFocus
        label={t('name')}
        hint={t('nameHint')}
        maxLength={80}
        autoComplete="off"
        value={person.name}
        onChange={person.setName}
        problem={error?.code === 'person-exists' ? said : null}
      />
      <RadioList
        label={t('role')}
        value={person.role}
        onChange={person.setRole}
        choices={ROLES.map((value) => ({ value, words: t(value), hint: t(`${value}What`) }))}
      />
      <NewPassphrase
        draft={person.draft}
        label={t('first')}
        hint={t('firstHint')}
        problem={error?.code === 'weak-passphrase' ? said : null}
      />
    </>
  )
}
