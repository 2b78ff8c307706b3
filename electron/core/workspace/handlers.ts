import type { FeatureHandlers } from '../feature.ts'
import { refuseInsideWorkspace } from '../files/outside-workspaces.ts'
import { verifyChain } from '../record/chain.ts'
import { listBackups, makeBackup } from '../vault/backup.ts'
import { checkHealth } from '../vault/health.ts'
import { checkPassphrase, generatePassphrase } from '../vault/passphrase.ts'
import { createVault, openVault, recoverVault } from '../vault/vault.ts'
import { startSession, withSecret } from './opening.ts'
import { confirmRecovery, describeKitPage, getRecoveryKit } from './recovery-kit.ts'
import { findWorkspace, forgetRecent, getRecentFolder, listRecent, moveRecent } from './recent.ts'

export const workspaceHandlers: FeatureHandlers<'workspace'> = {
  state: (core) => core.session.state(),
  recent: (core) => listRecent(core),
  forget: async (core, { key }) => {
    await forgetRecent(core, key)
    core.session.forgetLocked(key)
    return undefined
  },
  locate: (core, { key, folder }) => moveRecent(core, key, core.places.pathOf(folder)),
  find: (core, { folder }) => findWorkspace(core, core.places.pathOf(folder)),

  sealingKey: (core) => core.secrets.offer(),
  suggestPassphrase: (core) => ({ words: generatePassphrase(core.vault.randomBytes) }),
  create: (core, { folder, name, owner, passphrase: secret }) =>
    withSecret(core, secret, async (passphrase) => {
      const parent = core.places.pathOf(folder)
      refuseInsideWorkspace(parent)
      await checkPassphrase(passphrase, [name, owner])
      const open = () => createVault(core.vault, { parent, name, owner, passphrase })
      return startSession(core, { operation: 'workspace.create', open })
    }),
  unlock: (core, { key, passphrase: secret }) =>
    withSecret(core, secret, async (passphrase) => {
      const folder = await getRecentFolder(core, key)
      const open = () => openVault(core.vault, folder, passphrase)
      return startSession(core, { operation: 'workspace.unlock', open })
    }),
  recover: (core, { key, groups, passphrase: secret }) =>
    withSecret(core, secret, async (passphrase) => {
      const folder = await getRecentFolder(core, key)
      await checkPassphrase(passphrase, [])
      const open = () => recoverVault(core.vault, folder, { groups, passphrase })
      return startSession(core, { operation: 'workspace.recover', open })
    }),
  lock: async (core) => {
    await core.session.lock('asked')
    return undefined
  },
  touch: (core) => core.session.touch(),
  keepUnlocked: (core, { minutes }) => core.session.keepUnlocked(minutes),

  recoveryKit: (core) => getRecoveryKit(core),
  confirmRecovery: (core, { groups }) => confirmRecovery(core, groups),
  saveRecoveryKit: async (core, { to }) => {
    const path = core.places.pathOf(to)
    const bytes = await core.prints.toPdf(describeKitPage(core))
    return { path, bytes, answer: core.places.place(path) }
  },

  backups: (core) => listBackups(core.session.current().vault.folder),
  backUp: async (desk) => {
    const { vault } = desk.core.session.current()
    const made = await makeBackup(vault, desk)
    return desk.apply(() => made)
  },
  check: async (desk) => {
    const { vault } = desk.core.session.current()
    const health = await checkHealth(vault, desk)
    return desk.apply((tx) => {
      const { intact, checked } = verifyChain(tx.db, tx.recordKey)
      return { ...health, recordIntact: intact, recordLength: checked }
    })
  },
}
