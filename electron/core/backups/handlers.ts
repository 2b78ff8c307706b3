import { instant } from '../../../shared/kit/schema.ts'
import { backupFile } from '../../../shared/backups/model.ts'
import type { FeatureHandlers } from '../feature.ts'
import { refuseInsideWorkspace } from '../files/outside-workspaces.ts'
import { ignoreRefusal } from '../ignore-refusal.ts'
import { makeBackup } from '../vault/backup.ts'
import { listNewest } from '../vault/backup-list.ts'
import { verifyPackage } from '../vault/health.ts'
import { getRecentFolder } from '../workspace/recent.ts'
import { describeBackup, listBackups, previewBackup } from './describe.ts'
import { exportWorkspace } from './export.ts'
import { chooseFile } from './foreign.ts'
import { restore } from './restore.ts'
import { salvage } from './salvage.ts'
import { chooseSecondPlace, copyMissing, describeSecondPlace } from './second-place.ts'

export const backupsHandlers: FeatureHandlers<'backups'> = {
  list: (core) => listBackups(core),
  make: async (desk) => {
    const { core } = desk
    const { vault } = core.session.current()
    const { file } = await makeBackup(vault, desk)
    // The backup stands already: what keeps it from being copied shows in the list.
    await copyMissing(core, vault).catch(ignoreRefusal)
    const made = await describeBackup(core, file)
    return desk.apply(() => made)
  },
  verify: async (desk, { file }) => {
    const { vault } = desk.core.session.current()
    await describeBackup(desk.core, file)
    const verdict = await verifyPackage(vault, file, desk)
    return desk.apply(() => verdict)
  },
  look: (core, { file }) => previewBackup(core, file),

  secondPlace: (core) => describeSecondPlace(core),
  chooseSecondPlace: (core, { folder }) => {
    const path = folder && core.places.pathOf(folder)
    if (path !== null) refuseInsideWorkspace(path)
    return chooseSecondPlace(core, path)
  },

  offered: async (core, { key }) =>
    listNewest(await getRecentFolder(core, key)).map(({ file, madeAt, bytes, verified }) => ({
      file: backupFile.parse(file),
      madeAt: instant.parse(madeAt),
      bytes,
      whole: verified,
    })),
  chooseFile: (core) => chooseFile(core),
  restore: (desk, request) => restore(desk, request),

  salvage: (desk, request) => salvage(desk, request),

  exportTo: (core, { to }) => exportWorkspace(core, core.places.pathOf(to)),
}
