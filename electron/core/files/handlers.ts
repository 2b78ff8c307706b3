import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { CoreContext } from '../context.ts'
import type { FeatureHandlers } from '../feature.ts'
import type { PathChoice } from '../ports.ts'
import { listFolder, makeFolder } from './listing.ts'
import { refuseInsideWorkspace } from './outside-workspaces.ts'

export const filesHandlers: FeatureHandlers<'files'> = {
  home: async (core) => core.places.place(await findHome(core)),
  chooseFolder: async (core) => toPlaceChoice(core, await core.ports.chooseFolder()),
  chooseSave: async (core, ask) => toPlaceChoice(core, await core.ports.saveFile(ask)),
  list: (core, { folder }) => listFolder(core.places, core.places.pathOf(folder)),
  makeFolder: async (core, { folder, name }) => {
    const parent = core.places.pathOf(folder)
    refuseInsideWorkspace(parent)
    return core.places.place(await makeFolder(parent, name))
  },
  fileIn: (core, { folder, name }) => core.places.place(join(core.places.pathOf(folder), name)),
}

async function toPlaceChoice(core: CoreContext, choice: PathChoice) {
  if (choice.kind === 'chosen') {
    return { kind: choice.kind, place: core.places.place(choice.path) }
  }
  if (choice.kind === 'cancelled') return choice
  return { kind: 'browse' as const, from: core.places.place(await findHome(core)) }
}

async function findHome(core: CoreContext): Promise<string> {
  await mkdir(core.documents, { recursive: true })
  return core.documents
}
