import type { FeatureHandlers } from '../feature.ts'
import { listDrafts, removeDraft, saveDraft } from './store.ts'

export const draftsHandlers: FeatureHandlers<'drafts'> = {
  list: (core) => core.session.current().read((tx) => listDrafts(tx.db, tx.actor)),
  keep: (core, { place, text }) => {
    core.session.current().writeAside((db, actor) => {
      saveDraft(db, actor, { place, text, at: core.now() })
    })
    return undefined
  },
  drop: (core, { place }) => {
    core.session.current().writeAside((db, actor) => removeDraft(db, actor, place))
    return undefined
  },
}
