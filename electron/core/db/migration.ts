// Forward only. Each migration is plain SQL text, applied once, in the order of its version, to a
// verified copy of the file. Tables are STRICT and have an explicit primary key.
export interface Migration {
  readonly version: number
  readonly slug: string
  readonly sql: string
}
