import { useState } from 'react'
import type { Place } from '../../../shared/files/model.ts'
import { workspaceName } from '../../../shared/workspace/model.ts'
import { api } from '../../app/api.ts'
import { useAnswer } from '../../data/answers.ts'

export type NewPlace = ReturnType<typeof useNewPlace>

/** Where a workspace goes and what it is called: as suggested, until the person says otherwise. */
export function useNewPlace(suggested: string) {
  const home = useAnswer(api.files.home)
  const [typed, setName] = useState<string | null>(null)
  const [chosen, setFolder] = useState<Place | null>(null)
  const name = typed ?? suggested
  const nameFits = workspaceName.safeParse(name).success
  const folder = chosen ?? home.data ?? null
  const into = nameFits && folder ? { folder: folder.token, name } : null
  return { name, setName, nameFits, folder, setFolder, into }
}
