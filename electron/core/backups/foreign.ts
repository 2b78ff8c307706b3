import { basename } from 'node:path'
import type { ForeignBackup } from '../../../shared/backups/model.ts'
import { AppError } from '../../../shared/kit/errors.ts'
import { instant } from '../../../shared/kit/schema.ts'
import type { CoreContext } from '../context.ts'
import { describeDiskError } from '../files/write-safely.ts'
import { readPackage } from '../vault/backup-package.ts'

/** A backup from anywhere; whether it is authentic only its key can tell. */
export async function chooseFile(core: CoreContext): Promise<ForeignBackup | null> {
  const choice = await core.ports.openFile({ extensions: ['tlbackup'] })
  if (choice.kind !== 'chosen') return null
  return describeForeign(core, choice.path)
}

export function describeForeign(core: CoreContext, path: string): ForeignBackup {
  const name = basename(path)
  const { header, bytes } = readHeader(path, name)
  const { token } = core.places.place(path)
  const madeAt = instant.parse(header.madeAt)
  return { file: token, name, workspace: header.name, madeAt, bytes }
}

function readHeader(path: string, name: string) {
  try {
    const found = readPackage(path)
    if (!found) throw new AppError('not-a-backup', { name })
    return { header: found.header, bytes: found.bodyAt + found.header.bodyBytes }
  } catch (error) {
    throw describeDiskError(error, name)
  }
}
