import { useState } from 'react'
import type { RecentKey } from '../../../shared/workspace/model.ts'
import { api } from '../../app/api.ts'
import { announceFailure } from '../../app/notices.ts'
import { answers, keyOf } from '../../data/answers.ts'
import { settle } from '../../data/commands.ts'
import { useFolderChoice } from '../../data/places.ts'

/** Pointing at a workspace: a new one for the list, or where a missing one is now. */
export function useOpenFolder() {
  const folders = useFolderChoice()
  const [picked, pick] = useState<RecentKey | null>(null)

  async function openFolder(missing: RecentKey | null): Promise<void> {
    const folder = await folders.chooseFolder()
    if (!folder) return
    const outcome = await settle(
      missing
        ? api.workspace.locate({ key: missing, folder: folder.token })
        : api.workspace.find({ folder: folder.token }),
    )
    if (!outcome.ok) return announceFailure(outcome.error)
    await answers.invalidateQueries({ queryKey: keyOf(api.workspace.recent) })
    pick(outcome.value.key)
  }

  return { picked, pick, openFolder, browsing: folders.browsing }
}
