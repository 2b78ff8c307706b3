import { useState } from 'react'
import type { AppError } from '../../../shared/kit/errors.ts'
import type { FileToken, Place } from '../../../shared/files/model.ts'
import { api } from '../../app/api.ts'
import { goTo } from '../../app/place.ts'
import { seal } from '../../app/secret.ts'
import { updateSession } from '../../app/session.ts'
import { settle } from '../../data/commands.ts'
import { useAnswer } from '../../data/answers.ts'

export interface Creation {
  readonly name: string
  readonly owner: string
  readonly folder: Place | null
  readonly error: AppError | null
  readonly pending: boolean
  readonly setName: (name: string) => void
  readonly setOwner: (owner: string) => void
  readonly setFolder: (folder: Place) => void
  /** Makes the workspace; the error, if any, stays for the step it belongs to. */
  readonly create: (passphrase: string) => Promise<AppError | null>
}

export function useCreation(): Creation {
  const home = useAnswer(api.files.home)
  const [name, setName] = useState('')
  const [owner, setOwner] = useState('')
  const [chosen, setFolder] = useState<Place | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [pending, setPending] = useState(false)

  const folder = chosen ?? home.data ?? null
  async function create(typed: string): Promise<AppError | null> {
    if (!folder) return null
    setPending(true)
    const refused = await makeWorkspace({ folder: folder.token, name, owner }, typed)
    setPending(false)
    setError(refused)
    return refused
  }

  return {
    name,
    owner,
    folder,
    error,
    pending,
    setName: (next) => {
      setError(null)
      setName(next)
    },
    setOwner,
    setFolder: (next) => {
      setError(null)
      setFolder(next)
    },
    create,
  }
}

/** From here on the workspace's own state leads through the other steps. */
async function makeWorkspace(
  workspace: { readonly folder: FileToken; readonly name: string; readonly owner: string },
  typed: string,
): Promise<AppError | null> {
  const outcome = await settle(
    seal(typed).then((passphrase) => api.workspace.create({ ...workspace, passphrase })),
  )
  if (!outcome.ok) return outcome.error
  goTo('/today')
  updateSession(outcome.value)
  return null
}
