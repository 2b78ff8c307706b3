// Whether a workspace is open, and when it locks. Locking lets the page save what is being typed,
// closes the file, zeroes the keys and says which trigger fired.
import { AppError } from '../../shared/kit/errors.ts'
import { instant, type Instant } from '../../shared/kit/schema.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings/model.ts'
import type { CoreEvent } from '../../shared/wire.ts'
import type {
  LockReason,
  OlderFile,
  OpenWorkspace,
  RecentKey,
  WorkspaceState,
} from '../../shared/workspace/model.ts'
import type { OpenSession } from './open-session.ts'
import type { PowerEvent } from './ports.ts'

const IDLE_CHECK_MILLISECONDS = 1_000
/** What the page gets to save what it holds, at most; it says when it is done, mostly at once. */
const SAVE_MILLISECONDS = 1_500

export interface SessionTools {
  readonly now: () => Instant
  readonly emit: (event: CoreEvent) => void
  /** Everything that outlives no lock: print tickets, offered keys. */
  readonly forget: () => void
}

interface Opened {
  readonly open: OpenSession
  readonly key: RecentKey
  readonly older: OlderFile | null
  readonly idleTimer: NodeJS.Timeout
}

export class Session {
  readonly #tools: SessionTools
  #opened: Opened | null = null
  #locking: Promise<void> | null = null
  #closed: WorkspaceState = { kind: 'closed' }
  #exchanging = false
  #onFlushed: () => void = () => undefined
  #settings: Settings = DEFAULT_SETTINGS
  #activeAt: Instant
  #keptUntil: Instant | null = null
  #turn: Promise<unknown> = Promise.resolve()
  readonly #holds = new Set<() => void>()

  constructor(tools: SessionTools) {
    this.#tools = tools
    this.#activeAt = tools.now()
  }

  state(): WorkspaceState {
    return this.#opened ? { kind: 'open', workspace: this.describe() } : this.#closed
  }

  /** The open workspace, or the error `locked`. */
  current(): OpenSession {
    if (!this.#opened) throw new AppError('locked', {})
    if (this.#exchanging) throw new AppError('busy', {})
    return this.#opened.open
  }

  /** Vault, reveal and erase are the owner's. */
  checkOwner(): void {
    if (this.current().vault.actor.role !== 'owner') throw new AppError('owner-only', {})
  }

  /** What changes anything is refused before it begins; nothing open is nothing to refuse. */
  checkWritable(): void {
    const vault = this.#opened?.open.vault
    if (vault?.readOnly) throw new AppError('read-only', { name: vault.name })
  }

  isOpenWith(open: OpenSession): boolean {
    return this.#opened?.open === open && !this.#exchanging
  }

  isOpen(): boolean {
    return this.#opened !== null
  }

  describe(): OpenWorkspace {
    if (!this.#opened) throw new AppError('locked', {})
    const { open, key, older } = this.#opened
    const { vault } = open
    return {
      key,
      wid: vault.wid,
      name: vault.name,
      actor: vault.actor.name,
      role: vault.actor.role,
      openedAt: instant.parse(vault.openedAt),
      recoveryConfirmed: vault.recoveryConfirmed,
      readOnly: vault.readOnly,
      older,
      locksAt: this.#locksAt(),
    }
  }

  start(
    open: OpenSession,
    { key, older }: { key: RecentKey; older: OlderFile | null },
  ): OpenWorkspace {
    const idleTimer = setInterval(() => this.#checkIdle(), IDLE_CHECK_MILLISECONDS).unref()
    this.#opened = { open, key, older, idleTimer }
    this.#keptUntil = null
    return this.touch()
  }

  /** The person has not said yet that the older file counts. */
  isOlder(): boolean {
    return (this.#opened?.older ?? null) !== null
  }

  acceptOlder(): OpenWorkspace {
    if (this.#opened) this.#opened = { ...this.#opened, older: null }
    return this.describe()
  }

  /**
   * The file is replaced under the open workspace: nothing is answered meanwhile, no lock comes in
   * between, and no other work may be under way. If it fails with the file closed, it is locked.
   */
  async exchange(work: (open: OpenSession) => Promise<OpenSession>): Promise<void> {
    await this.alone(async () => {
      const opened = this.#opened
      if (!opened) throw new AppError('locked', {})
      if (this.#holds.size > 1) throw new AppError('busy', {})
      this.#exchanging = true
      try {
        this.#opened = { ...opened, open: await work(opened.open) }
      } finally {
        this.#exchanging = false
        if (!this.current().vault.db.open) await this.lockNow('core-stopped')
      }
    })
  }

  /** A core that took over from one that died: nothing is lost, and the person is told. */
  sayStopped({ key, name }: { readonly key: RecentKey; readonly name: string }): void {
    this.#closed = { kind: 'locked', key, name, reason: 'core-stopped', at: this.#tools.now() }
  }

  /** Waits for a workspace that is just being opened: a lid closed meanwhile must lock that too. */
  lock(reason: LockReason): Promise<void> {
    return this.alone(() => this.lockNow(reason))
  }

  /** The same from within `alone`. */
  async lockNow(reason: LockReason): Promise<void> {
    if (!this.#opened) return
    const opened = this.#opened
    this.#locking ??= this.#close(opened, reason).finally(() => (this.#locking = null))
    await this.#locking
  }

  /** Opening and locking one after the other, however fast they are asked for. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  /** It was taken off the list: nothing is left to unlock it by. */
  forgetLocked(key: RecentKey): void {
    if (this.#closed.kind === 'locked' && this.#closed.key === key)
      this.#closed = { kind: 'closed' }
  }

  touch(): OpenWorkspace {
    this.#activeAt = this.#tools.now()
    return this.describe()
  }

  keepUnlocked(minutes: number): OpenWorkspace {
    this.#keptUntil = addMinutes(this.#tools.now(), minutes)
    return this.describe()
  }

  applySettings(settings: Settings): void {
    this.#settings = settings
  }

  onPower(event: PowerEvent): void {
    const { lockOnSuspend, lockOnScreenLock, lockOnUserSwitch } = this.#settings
    if (event === 'suspend' && lockOnSuspend) void this.lock('suspend')
    if (event === 'screen-locked' && lockOnScreenLock) void this.lock('screen-locked')
    if (event === 'user-switched' && lockOnUserSwitch) void this.lock('user-switched')
  }

  /** Long work holds the idle lock off; any other lock stops it. Returns how to let go. */
  hold(stop: () => void): () => void {
    if (this.#locking) stop()
    this.#holds.add(stop)
    return () => this.#holds.delete(stop)
  }

  #locksAt(): Instant | null {
    if (this.#settings.idleMinutes === null) return null
    const idle = addMinutes(this.#activeAt, this.#settings.idleMinutes)
    return this.#keptUntil !== null && this.#keptUntil > idle ? this.#keptUntil : idle
  }

  #checkIdle(): void {
    const now = this.#tools.now()
    if (now < this.#activeAt) {
      // The clock was set back: waiting until it has caught up could take days.
      this.#activeAt = now
      this.#keptUntil = null
    }
    const at = this.#locksAt()
    if (at !== null && now >= at && this.#holds.size === 0) void this.lock('idle')
  }

  noteFlushed(): void {
    this.#onFlushed()
  }

  async #awaitFlushed(): Promise<void> {
    const flushed = Promise.withResolvers<void>()
    this.#onFlushed = flushed.resolve
    const timer = setTimeout(flushed.resolve, SAVE_MILLISECONDS)
    this.#tools.emit({ kind: 'locking' })
    await flushed.promise
    clearTimeout(timer)
    this.#onFlushed = () => undefined
  }

  async #close({ open, key, idleTimer }: Opened, reason: LockReason): Promise<void> {
    clearInterval(idleTimer)
    for (const stop of this.#holds) stop()
    await this.#awaitFlushed()
    this.#opened = null
    this.#closed = { kind: 'locked', key, name: open.vault.name, reason, at: this.#tools.now() }
    open.vault.close()
    this.#tools.forget()
    this.#tools.emit({ kind: 'locked', reason })
  }
}

function addMinutes(at: Instant, minutes: number): Instant {
  return instant.parse(new Date(Date.parse(at) + minutes * 60_000).toISOString())
}
