// Every column of every table says what kind of data it holds. Undo, search, exports, access and
// erasure read this one list, so nothing personal can be stored that they do not know of.

/**
 * named         says something about an identifiable person
 * confidential  a text given in confidence: never in search, titles, exports or undo sentences
 * special       a special category (health, origin, belief …): own consent, own table
 * label         a judgement about a person (high potential …), with source and date
 * key           key material: never logged, never copied into an undo step
 * none          nothing about a person
 */
export type ColumnClass = 'named' | 'confidential' | 'special' | 'label' | 'key' | 'none'

export interface TableDeclaration {
  readonly purpose: string
  readonly retention: string
  readonly columns: Readonly<Record<string, ColumnClass>>
  /** The column a person would recognise a row by, for the trash. Absent: not a record of its own. */
  readonly title?: string
  /** What one row is called, for sentences: "priority". */
  readonly noun?: string
  /** Tables the engine itself keeps (record, undo, ledger): never undone, never in the dump. */
  readonly engine?: true
  /** Only grows, under one whole number, and is never set back by a restored backup. */
  readonly carried?: true
  /** Means nothing once rows are missing: left empty when a damaged file is salvaged. */
  readonly salvaged?: false
}

export type TableDeclarations = Readonly<Record<string, TableDeclaration>>

/** What a salvaged workspace begins without. */
export function listUnsalvaged(declared: TableDeclarations): string[] {
  return Object.entries(declared).flatMap(([table, { salvaged }]) =>
    salvaged === false ? [table] : [],
  )
}
