// What the doors work with: everything of the core that is not inside a transaction.
import type { TableDeclarations } from '../../shared/kit/personal-data.ts'
import type { Instant } from '../../shared/kit/schema.ts'
import type { CoreEvent } from '../../shared/wire.ts'
import type { PlaceTokens } from './place-tokens.ts'
import type { Ports } from './ports.ts'
import type { PreferencesKeeper } from './preferences.ts'
import type { PrintDesk } from './printing/desk.ts'
import type { SealedSecrets } from './sealed-secrets.ts'
import type { Session } from './session.ts'
import type { VaultTools } from './vault/vault.ts'

export interface CoreContext {
  readonly ports: Ports
  readonly now: () => Instant
  /** The folder that new workspaces go to unless told otherwise. */
  readonly documents: string
  readonly declared: TableDeclarations
  readonly places: PlaceTokens
  readonly preferences: PreferencesKeeper
  readonly secrets: SealedSecrets
  readonly prints: PrintDesk
  readonly vault: VaultTools
  /** Work of the core's own accord: the daily backup. Off in tests, which would meet it by chance. */
  readonly housekeeping: boolean
  readonly session: Session
  readonly emit: (event: CoreEvent) => void
}
