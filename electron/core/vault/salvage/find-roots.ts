// Where each table and index begins: the rows of SQLite's own schema table. They are believed word for
// word or not at all, so that also a page of it that lost its parent can be used.
import type { KnownSchema } from './known-schema.ts'
import { isText, type StoredValue } from './parse-record.ts'
import type { Row } from './read-rows.ts'

export interface FoundRoot {
  readonly name: string
  readonly page: number
  /** False: not one of our objects, or not as our migrations make it. */
  readonly isOurs: boolean
}

/** Null: not a row of the schema table. */
export function readRoot(schema: KnownSchema, { values }: Row): FoundRoot | null {
  if (values?.length !== 5) return null
  const [type, name, table, page, words] = values.map(readPlain)
  if (typeof type !== 'string' || !TYPES.includes(type)) return null
  if (typeof name !== 'string' || typeof table !== 'string' || typeof page !== 'bigint') return null
  const known = schema.words.get(name)
  return { name, page: Number(page), isOurs: known !== undefined && known === (words ?? null) }
}

const TYPES = ['table', 'index', 'trigger', 'view']

function readPlain(value: StoredValue): string | bigint | null {
  if (isText(value)) return value.text.toString('utf8')
  return typeof value === 'bigint' ? value : null
}
