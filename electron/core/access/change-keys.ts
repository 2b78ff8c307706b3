// The one shape of every change of who may open: own passphrase, root key for a moment, new slots in
// force everywhere, one line in the record, and this machine's memory of them brought up to date.
import type { SealedSecret } from '../../../shared/workspace/model.ts'
import type { JobDesk } from '../jobs.ts'
import type { WriteTx } from '../tx.ts'
import type { KeyFile } from '../vault/key-file.ts'
import { withRoot, type RootAtHand } from '../vault/own-passphrase.ts'
import { putKeysInForce } from '../vault/people.ts'
import type { OpenVault } from '../vault/vault.ts'
import { withSecret } from '../workspace/opening.ts'
import { remember } from '../workspace/remembered.ts'

interface KeyWork<Answer> {
  readonly work: (vault: OpenVault, at: RootAtHand) => KeyFile | Promise<KeyFile>
  readonly answer: (
    tx: WriteTx,
    files: { readonly before: KeyFile; readonly next: KeyFile },
  ) => Answer
}

export async function changeKeys<Answer>(
  desk: JobDesk,
  own: SealedSecret,
  { work, answer }: KeyWork<Answer>,
): Promise<Answer> {
  const session = desk.core.session.current()
  const { vault } = session
  const given = await withSecret(desk.core, own, (passphrase) =>
    withRoot(vault, passphrase, async (at) => {
      const files = { before: at.keyFile, next: await work(vault, at) }
      desk.checkCancelled()
      return putKeysInForce(vault, files, (writeTable) =>
        desk.apply((tx) => {
          writeTable()
          return answer(tx, files)
        }),
      )
    }),
  )
  await remember(desk.core, session)
  return given
}
