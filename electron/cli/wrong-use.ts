/** The command line was not understood; nothing was done. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse'
}
