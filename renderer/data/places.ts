// Folders of this machine, chosen in the host's own dialog where it has one and in our folder browser
// where it has not. The page only ever holds tokens.
import { useState } from 'react'
import type { FileToken, Place } from '../../shared/files/model.ts'
import { api } from '../app/api.ts'
import { announceFailure } from '../app/notices.ts'
import { settle } from './commands.ts'

export interface Browsing {
  readonly from: Place
  readonly choose: (place: Place | null) => void
}

export interface FolderChoice {
  /** The folder browser to show, if it is open. */
  readonly browsing: Browsing | null
  /** A folder, or null if the person chose none. */
  readonly chooseFolder: () => Promise<Place | null>
  /** Where to write a file of that name, or null. */
  readonly chooseSave: (suggestedName: string) => Promise<FileToken | null>
}

export function useFolderChoice(): FolderChoice {
  const [browsing, setBrowsing] = useState<Browsing | null>(null)

  const browse = (from: Place): Promise<Place | null> =>
    new Promise((resolve) => {
      const choose = (place: Place | null) => {
        setBrowsing(null)
        resolve(place)
      }
      setBrowsing({ from, choose })
    })

  async function chooseFolder(): Promise<Place | null> {
    const outcome = await settle(api.files.chooseFolder())
    if (!outcome.ok) return refuse(outcome.error)
    const choice = outcome.value
    if (choice.kind === 'browse') return browse(choice.from)
    return choice.kind === 'chosen' ? choice.place : null
  }

  async function chooseSave(suggestedName: string): Promise<FileToken | null> {
    const outcome = await settle(api.files.chooseSave({ suggestedName }))
    if (!outcome.ok) return refuse(outcome.error)
    const choice = outcome.value
    if (choice.kind !== 'browse') return choice.kind === 'chosen' ? choice.place.token : null
    const folder = await browse(choice.from)
    if (!folder) return null
    const file = await settle(api.files.fileIn({ folder: folder.token, name: suggestedName }))
    return file.ok ? file.value.token : refuse(file.error)
  }

  return { browsing, chooseFolder, chooseSave }
}

function refuse(error: Parameters<typeof announceFailure>[0]): null {
  announceFailure(error)
  return null
}
