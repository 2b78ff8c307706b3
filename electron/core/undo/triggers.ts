// Undo is generic: TEMP triggers, generated from the schema at every open, write the former value of
// each changed cell into the running step. A feature gets undo, history and trash without a line of
// its own, and a write outside a running step fails (undo_change.step is NOT NULL).
import type Database from 'better-sqlite3'
import type { TableDeclarations } from '../../../shared/kit/personal-data.ts'
import type { TableShape } from '../db/schema.ts'

const MOST_KEY_COLUMNS = 4

export function installTriggers(
  db: Database.Database,
  tables: readonly TableShape[],
  declared: TableDeclarations,
): void {
  // Without this, the rows that INSERT OR REPLACE removes would leave no trace.
  db.pragma('recursive_triggers = ON')
  db.exec('CREATE TEMP TABLE undo_running (step INTEGER NOT NULL)')
  for (const table of tables) {
    const declaration = declared[table.name]
    if (!declaration || declaration.engine) continue
    const logged = table.columns.filter((column) => declaration.columns[column] !== 'key')
    db.exec(triggersOf(table, logged))
  }
}

function triggersOf(table: TableShape, logged: readonly string[]): string {
  if (table.key.length === 0 || table.key.length > MOST_KEY_COLUMNS) {
    throw new Error(`The table ${table.name} needs a key of one to ${MOST_KEY_COLUMNS} columns`)
  }
  const on = (event: string) =>
    `CREATE TEMP TRIGGER "undo_${table.name}_${event}" AFTER ${event} ON main."${table.name}"`
  const anyDiffers = logged.map(differs).join(' OR ')
  return `
    ${on('insert')} BEGIN ${noteChange(table, 'insert', 'NEW')} END;
    ${on('delete')} BEGIN
      ${noteChange(table, 'delete', 'OLD')}
      ${logged.map((column) => noteCell(column, '1')).join('\n')}
    END;
    ${on('update')} WHEN ${anyDiffers} BEGIN
      ${noteChange(table, 'update', 'NEW')}
      ${logged.map((column) => noteCell(column, differs(column))).join('\n')}
    END;`
}

function noteChange(table: TableShape, kind: string, row: 'NEW' | 'OLD'): string {
  const columns = table.key.map((_, index) => `k${index + 1}`).join(', ')
  const values = table.key.map((column) => `${row}."${column}"`).join(', ')
  return `INSERT INTO undo_change (step, tbl, kind, ${columns})
    VALUES ((SELECT step FROM undo_running), '${table.name}', '${kind}', ${values});`
}

function noteCell(column: string, when: string): string {
  return `INSERT INTO undo_cell (change, col, value)
    SELECT (SELECT max(id) FROM undo_change), '${column}', OLD."${column}" WHERE ${when};`
}

/** Type and bytes: a column's own collation or 1 = 1.0 must not hide a change. */
function differs(column: string): string {
  return `(typeof(OLD."${column}") IS NOT typeof(NEW."${column}")
    OR OLD."${column}" IS NOT NEW."${column}" COLLATE BINARY)`
}
