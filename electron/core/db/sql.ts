// SQL is written as text with values bound, never pasted: sql`SELECT … WHERE id = ${id}`.
export type SqlValue = string | number | bigint | Uint8Array | null

export interface Sql {
  readonly text: string
  readonly values: readonly SqlValue[]
}

export function sql(parts: TemplateStringsArray, ...gaps: readonly (SqlValue | Sql)[]): Sql {
  let text = parts[0] ?? ''
  const values: SqlValue[] = []
  gaps.forEach((gap, index) => {
    const piece = isSql(gap) ? gap : { text: '?', values: [gap] }
    text += piece.text + (parts[index + 1] ?? '')
    values.push(...piece.values)
  })
  return { text, values }
}

/** A table or column name taken from the schema itself: the only text that may enter unbound. */
export function identifier(name: string): Sql {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error('Not a name of this schema')
  return { text: `"${name}"`, values: [] }
}

export function join(pieces: readonly Sql[], separator: string): Sql {
  return {
    text: pieces.map((piece) => piece.text).join(separator),
    values: pieces.flatMap((piece) => piece.values),
  }
}

function isSql(gap: SqlValue | Sql): gap is Sql {
  return typeof gap === 'object' && gap !== null && 'text' in gap
}
