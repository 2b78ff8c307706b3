// Two views of one connection. A query handler is given a Reader, so a write inside it does not
// compile; the check on the statement keeps the promise for text that lies about itself.
import type Database from 'better-sqlite3'
import { AppError } from '../../../shared/kit/errors.ts'
import type { Sql } from './sql.ts'

export interface Reader {
  all<Row>(query: Sql): Row[]
  find<Row>(query: Sql): Row | undefined
  /** Like find, but a missing row is an error that names what was looked for. */
  get<Row>(query: Sql, what: string): Row
}

export interface Writer extends Reader {
  /** How many rows changed. */
  run(statement: Sql): number
}

export function createReader(db: Database.Database): Reader {
  const prepare = statementCache(db)
  const read = (query: Sql) => {
    const statement = prepare(query.text)
    if (!statement.readonly) throw new Error('A query tried to write')
    return statement
  }
  return {
    all: <Row>(query: Sql) => read(query).all(...query.values) as Row[],
    find: <Row>(query: Sql) => read(query).get(...query.values) as Row | undefined,
    get: <Row>(query: Sql, what: string) => {
      const row = read(query).get(...query.values) as Row | undefined
      if (row === undefined) throw new AppError('not-found', { what })
      return row
    },
  }
}

export function createWriter(db: Database.Database): Writer {
  const prepare = statementCache(db)
  return {
    ...createReader(db),
    run: (statement) => prepare(statement.text).run(...statement.values).changes,
  }
}

function statementCache(db: Database.Database) {
  const statements = new Map<string, Database.Statement>()
  return (text: string): Database.Statement => {
    const known = statements.get(text)
    if (known) return known
    const statement = db.prepare(text)
    statements.set(text, statement)
    return statement
  }
}
