// One sentence per warning about a place, for the window and the command line.
import { fillGaps } from '../kit/fill-gaps.ts'
import type { PlaceWarning } from './place-warnings.ts'

type Copy = Extract<PlaceWarning, { kind: 'conflict-copy' }>
type Sentence = Exclude<PlaceWarning['kind'], 'conflict-copy'> | `copy-of-${Copy['of']}`

export const PLACE_SENTENCES: Readonly<Record<Sentence, string>> = {
  'network-drive':
    'This folder is on a network drive ({{system}}), where two computers can write at once without noticing. Keep the workspace on this computer and put backups there.',
  'guest-share':
    'This folder is shared by a virtual machine ({{system}}), where locks may not hold. Keep the workspace inside the machine it is opened in.',
  'sync-folder':
    'This folder is synchronised by {{product}}, which can put back an older file or make a second one. Keep the workspace outside, and put backups there.',
  'weak-file-system':
    'This disk uses {{system}}, which knows no owners: whoever has the disk can copy the encrypted files. Keep the workspace on the disk of this computer.',
  'other-volume':
    'This folder is on “{{name}}”, a disk that can be unplugged or a drive on the network. Keep the workspace on the disk of this computer and put backups there.',
  'copy-of-database':
    '“{{name}}” looks like a second copy of the workspace file. It may hold changes that are missing here. Move it out of the folder and compare before it is deleted.',
  'copy-of-keys':
    '“{{name}}” looks like a second copy of the key file. It may open with an earlier passphrase. Move it out of the folder.',
  'copy-of-folder':
    '“{{name}}” looks like a second copy of this workspace. Make sure which of the two everybody works in, and move the other away.',
}

export function sentenceOfWarning(warning: PlaceWarning): Sentence {
  return warning.kind === 'conflict-copy' ? `copy-of-${warning.of}` : warning.kind
}

export function sayWarning(warning: PlaceWarning): string {
  return fillGaps(PLACE_SENTENCES[sentenceOfWarning(warning)], warning)
}
