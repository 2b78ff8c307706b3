import { useState } from 'react'
import type { ForeignBackup } from '../../../shared/backups/model.ts'
import { api } from '../../app/api.ts'
import { announceFailure } from '../../app/notices.ts'
import { settle } from '../../data/commands.ts'

/** A backup file from anywhere, chosen in the host's own dialog. */
export function useForeignBackup() {
  const [foreign, setForeign] = useState<ForeignBackup | null>(null)

  async function chooseFile(): Promise<ForeignBackup | null> {
    const outcome = await settle(api.backups.chooseFile())
    if (!outcome.ok) announceFailure(outcome.error)
    const file = outcome.ok ? outcome.value : null
    if (file) setForeign(file)
    return file
  }
  return { foreign, chooseFile }
}
