// Encrypted files with random rows in them, made without the vault so that a test can have hundreds,
// and what stands in them as one line per row.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Migration } from '../../electron/core/db/migration.ts'
import { readTables } from '../../electron/core/db/schema.ts'
import { makeEmptyDatabase } from '../../electron/core/vault/build.ts'
import { openEncrypted, type CipherKey } from '../../electron/core/vault/cipher.ts'
import { applyMigrations } from '../../electron/core/vault/migrate.ts'
import { firstMigrations, salvageMigrations } from './salvage-schema.ts'
import { decryptPages } from './vault-decryptor.ts'
import { makeParent } from './vault.ts'

export interface SalvageFile {
  readonly cipher: CipherKey
  readonly path: string
  readonly rows: Rows
  /** The file as it was left, and an earlier state of it. */
  readonly image: Buffer
  readonly earlier: Buffer
  readonly earlierRows: Rows
}

export type Rows = ReadonlyMap<string, ReadonlySet<string>>

/** The same numbers for the same seed (Mulberry32). */
export function startChance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export function makeSalvageFile(seed: number, size: number): SalvageFile {
  const cipher = { key: new Uint8Array(randomBytes(32)), wid: new Uint8Array(randomBytes(16)) }
  const path = join(makeParent(), 'workspace.db')
  makeEmptyDatabase(path, { cipher, driver: Database })
  const chance = startChance(seed)
  const write = (migrations: readonly Migration[], act: (db: Database.Database) => void) => {
    const db = openEncrypted(path, cipher, { driver: Database })
    applyMigrations(db, migrations)
    db.transaction(() => act(db))()
    const rows = readRows(db)
    db.close()
    return { rows, image: readFileSync(path) }
  }
  const wid = Buffer.from(cipher.wid).toString('hex')
  write(firstMigrations, (db) => {
    db.prepare(`INSERT INTO workspace (id, wid, made_at) VALUES (1, ?, '2027-01-11')`).run(wid)
    db.prepare(`INSERT INTO key_copy VALUES (1, 1, x'00')`).run()
    fill(db, chance, { from: 0, count: size })
  })
  const earlier = write(salvageMigrations, (db) =>
    fill(db, chance, { from: size, count: size / 4 }),
  )
  const { rows, image } = write(salvageMigrations, (db) => {
    change(db, chance, size)
    fill(db, chance, { from: 2 * size, count: size / 4 })
  })
  return { cipher, path, rows, image, earlier: earlier.image, earlierRows: earlier.rows }
}

const SIGNS = ['a', 'ü', '字', '😀', ' ', "'", '\n']

function fill(
  db: Database.Database,
  chance: (below: number) => number,
  { from, count }: { from: number; count: number },
): void {
  const word = (most: number) =>
    Array.from({ length: chance(most) }, () => SIGNS[chance(SIGNS.length)]).join('')
  const long = () => (chance(12) === 0 ? word(9_000) : word(60))
  const bytes = (most: number) =>
    Buffer.from(Array.from({ length: chance(most) }, () => chance(256)))
  /** Also a text that no program should have stored: zeros, and not well-formed. */
  const notes = () => (chance(9) === 0 ? bytes(80) : long())
  const real = () => [null, 0, -0.5, 3, 1e300, chance(1_000) / 7][chance(6)]
  const any = () => [null, 5n, 5.5, word(9), bytes(9), -(2n ** 62n)][chance(6)]
  const person = db.prepare('INSERT INTO person VALUES (?, ?, ?, ?, ?)')
  const talk = db.prepare(
    'INSERT INTO talk (person, at, notes, mood) VALUES (?, ?, CAST(? AS TEXT), ?)',
  )
  const tag = db.prepare('INSERT INTO tag (person, word, weight) VALUES (?, ?, ?)')
  for (let at = from; at < from + count; at += 1) {
    const id = `${chance(1_000_000)}-${at}`
    const photo = [null, bytes(40), chance(20) === 0 ? bytes(20_000) : Buffer.alloc(0)][chance(3)]
    person.run(id, long(), real(), photo, any())
    for (let more = chance(4); more > 0; more -= 1) {
      talk.run(id, BigInt(chance(2 ** 31)) * BigInt(chance(1_000)), notes(), real())
    }
    for (let more = chance(3); more > 0; more -= 1) tag.run(id, `${more}${word(30)}`, chance(300))
    db.prepare('INSERT INTO twin_a VALUES (?, ?)').run(at * 3 + 2, chance(100))
    db.prepare('INSERT INTO twin_b VALUES (?, ?)').run(at * 3 + 2, -1 - chance(100))
    db.prepare('INSERT INTO gone VALUES (?, ?)').run(at + 1, word(30))
  }
}

function change(db: Database.Database, chance: (below: number) => number, size: number): void {
  const at = chance(Math.max(1, size / 2))
  db.prepare('DELETE FROM talk WHERE id BETWEEN ? AND ?').run(at, at + size)
  db.prepare('DELETE FROM twin_b WHERE id % 7 = 0').run()
  db.prepare(`UPDATE talk SET notes = notes || ? WHERE id % 5 = 0`).run('x'.repeat(chance(300)))
  db.prepare('UPDATE person SET name = ? WHERE rowid % 4 = 0').run('Ada')
}

export function readRows(db: Database.Database): Rows {
  const rows = readTables(db).map(({ name, columns }): [string, Set<string>] => {
    // As bytes: quote() would end a text at its first zero.
    const cells = columns.map(
      (column) => `typeof("${column}") || ':' || CASE WHEN typeof("${column}") IN ('text', 'blob')
        THEN hex("${column}") ELSE quote("${column}") END`,
    )
    const lines = db
      .prepare(`SELECT ${cells.join(` || '|' || `)} FROM "${name}"`)
      .pluck()
      .all()
    return [name, new Set(lines as string[])]
  })
  return new Map(rows)
}

/** Inner pages of tables and of indexes, and leaves, by an independent reading. */
export function listTreePages({ image, cipher }: Pick<SalvageFile, 'image' | 'cipher'>) {
  const plain = decryptPages(image, cipher.key)
  const numbers = Array.from({ length: image.length / 4096 }, (_, at) => at + 1)
  const ofKind = (...kinds: number[]) =>
    numbers.filter((page) => page > 1 && kinds.includes(plain[(page - 1) * 4096] ?? 0))
  return { inner: ofKind(0x02, 0x05), leaves: ofKind(0x0a, 0x0d) }
}
