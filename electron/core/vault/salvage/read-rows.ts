// The rows on authentic pages. A row is given whole or as broken, never in part: every page of its
// payload must be authentic and belong to it alone.
import { OVERFLOW_BYTES, parsePage, type Cell } from './parse-page.ts'
import { parseRecord, type StoredValue } from './parse-record.ts'
import { followOverflow, type Ground } from './walk-tree.ts'

export interface Row {
  /** Null in an index. */
  readonly rowid: bigint | null
  /** Null: it is known that the row was there, and no more. */
  readonly values: readonly StoredValue[] | null
}

export function* readRows(ground: Ground, pages: readonly number[]): Generator<Row> {
  for (const page of pages) {
    const bytes = ground.map.file.read(page)
    const cells = (bytes && parsePage(bytes, page)?.cells) ?? []
    for (const cell of cells) {
      const payload = readPayload(ground, cell)
      const values = payload && parseRecord(payload)
      if (payload && !values) ground.contradicting.add(page)
      yield { rowid: cell.rowid, values }
    }
    bytes?.fill(0)
  }
}

function readPayload(ground: Ground, cell: Cell): Buffer | null {
  if (cell.local.length === cell.payloadBytes) return cell.local
  const { map } = ground
  const pieces = [cell.local]
  const chain = followOverflow(map, cell)
  for (const page of chain) {
    if (map.kindOf(page) === null) return null
    if (!isOwnPage(ground, page)) {
      ground.contradicting.add(page)
      return null
    }
    pieces.push(map.file.read(page)?.subarray(4) ?? Buffer.alloc(0))
  }
  const last = chain.at(-1) ?? 0
  const whole = chain.length === Math.ceil((cell.payloadBytes - cell.local.length) / OVERFLOW_BYTES)
  if (!whole || map.nextOf(last) !== 0) {
    ground.contradicting.add(last)
    return null
  }
  return Buffer.concat(pieces).subarray(0, cell.payloadBytes)
}

function isOwnPage({ map, claims }: Ground, page: number): boolean {
  return map.kindOf(page) === 'other' && !map.free.has(page) && (claims.get(page) ?? 0) <= 1
}
