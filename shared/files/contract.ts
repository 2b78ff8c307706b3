import { door } from '../kit/operation.ts'
import { nothing, object } from '../kit/schema.ts'
import { fileName, fileToken, folderListing, place, placeChoice } from './model.ts'

export const filesContract = {
  /** The folder that new workspaces go to unless told otherwise. */
  home: door(nothing, place, { lockedToo: true }),
  chooseFolder: door(nothing, placeChoice, { lockedToo: true }),
  /** Where to write a file: a folder and a name, or the host's own dialog. */
  chooseSave: door(object({ suggestedName: fileName }), placeChoice, { lockedToo: true }),
  list: door(object({ folder: fileToken }), folderListing, { lockedToo: true }),
  makeFolder: door(object({ folder: fileToken, name: fileName }), place, { lockedToo: true }),
  /** A file to be written in a folder the person browsed to. */
  fileIn: door(object({ folder: fileToken, name: fileName }), place, { lockedToo: true }),
}
