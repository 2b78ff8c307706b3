// The closed list of what a job worker can be asked to compute: plain data in, plain data out.
import { estimatePassphraseTask } from './vault/estimate-passphrase.ts'
import { rekeyImageTask } from './vault/rekey-image.ts'
import { repackBackupTask } from './vault/repack-backup.ts'
import { salvageTask } from './vault/salvage/salvage.ts'
import { sealBackupTask } from './vault/seal-backup.ts'
import { verifyBackupTask } from './vault/verify-backup.ts'

export interface JobProgress {
  readonly phase: string
  readonly done: number
  readonly total: number
}

export interface JobTools {
  progress(phase: string, done: number, total: number): void
  isCancelled(): boolean
}

export const TASKS = {
  'estimate-passphrase': estimatePassphraseTask,
  'rekey-image': rekeyImageTask,
  'repack-backup': repackBackupTask,
  salvage: salvageTask,
  'seal-backup': sealBackupTask,
  'verify-backup': verifyBackupTask,
}

export type JobTaskName = keyof typeof TASKS
