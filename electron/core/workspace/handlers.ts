import type { FeatureHandlers } from '../feature.ts'
import { refuseInsideWorkspace } from '../files/outside-workspaces.ts'
import { verifyChain } from '../record/chain.ts'
import { checkHealth } from '../vault/health.ts'
import { checkPassphrase, generatePassphrase } from '../vault/passphrase.ts'
import { findPlaceWarnings } from '../vault/place-warnings.ts'
import { openVaultToRead } from '../vault/open-to-read.ts'
import { createVault, openVault, openVaultHere, recoverVault } from '../vault/vault.ts'
import { startSession, withSecret } from './opening.ts'
import { confirmRecovery, describeKitPage, getRecoveryKit } from './recovery-kit.ts'
import { remember, rememberingTools } from './remembered.ts'
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

  warnings: async (core, { key }) => findPlaceWarnings(await getRecentFolder(core, key)),
  warningsAbout: (core, { folder }) => findPlaceWarnings(core.places.pathOf(folder)),

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
      const tools = await rememberingTools(core, folder)
      const open = () => openVault(tools, folder, passphrase)
      return startSession(core, { operation: 'workspace.unlock', open })
    }),
  unlockToRead: (core, { key, passphrase: secret }) =>
    withSecret(core, secret, async (passphrase) => {
      const folder = await getRecentFolder(core, key)
      const tools = await rememberingTools(core, folder)
      const open = () => openVaultToRead(tools, folder, passphrase)
      return startSession(core, { operation: 'workspace.unlockToRead', open })
    }),
  unlockHere: async (core, { key }) => {
    const folder = await getRecentFolder(core, key)
    const tools = await rememberingTools(core, folder)
    const open = () => openVaultHere(tools, folder, core.ports)
    return startSession(core, { operation: 'workspace.unlockHere', open })
  },
  recover: (core, { key, groups, passphrase: secret }) =>
    withSecret(core, secret, async (passphrase) => {
      const folder = await getRecentFolder(core, key)
      await checkPassphrase(passphrase, [])
      const tools = await rememberingTools(core, folder)
      const open = () => recoverVault(tools, folder, { groups, passphrase })
      return startSession(core, { operation: 'workspace.recover', open })
    }),
  lock: async (core) => {
    await core.session.lock('asked')
    return undefined
  },
  flushed: (core) => {
    core.session.noteFlushed()
    return undefined
  },
  touch: (core) => core.session.touch(),
  keepUnlocked: (core, { minutes }) => core.session.keepUnlocked(minutes),

  acceptOlder: async (core) => {
    const accepted = core.session.acceptOlder()
    await remember(core, core.session.current())
    return accepted
  },

  recoveryKit: (core) => getRecoveryKit(core),
  confirmRecovery: (core, { groups }) => confirmRecovery(core, groups),
  saveRecoveryKit: async (core, { to }) => {
    const path = core.places.pathOf(to)
    const bytes = await core.prints.toPdf(describeKitPage(core))
    return { path, bytes, answer: core.places.place(path) }
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
