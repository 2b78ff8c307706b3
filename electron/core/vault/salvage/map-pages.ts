// The first look at every page: is it authentic, what is it, where does it point. Everything after
// asks this map instead of the file.
import { AppError } from '../../../../shared/kit/errors.ts'
import type { JobTools } from '../../job-tasks.ts'
import { PAGE_BYTES } from '../folder.ts'
import { kindOfPage, parsePage, type PageKind } from './parse-page.ts'
import { USABLE_BYTES } from '../page-cipher.ts'
import type { PageFile } from './read-pages.ts'

/** SQLite locks these bytes and never writes the page they are in. */
const LOCK_PAGE = 0x40000000 / PAGE_BYTES + 1
const STEP = 256

/** What page 1 says about the file. */
export interface FileHeader {
  readonly pages: number
  readonly version: number
}

export interface PageMap {
  readonly file: PageFile
  /** No page is authentic. */
  readonly isBarren: boolean
  /** Null: page 1 is damaged. */
  readonly header: FileHeader | null
  /** Null: damaged, or not there. */
  kindOf(page: number): PageKind | null
  /** The page an overflow page goes on with. */
  nextOf(page: number): number
  /** The pages that each authentic inner page points to. */
  readonly below: ReadonlyMap<number, readonly number[]>
  readonly free: ReadonlySet<number>
  /** Pages in the file that are not as they were written. */
  readonly damaged: ReadonlySet<number>
  /** Cut off at the end; null: nobody knows. */
  readonly missing: number | null
}

export function mapPages(file: PageFile, tools: JobTools): PageMap {
  const { kinds, next, below } = scanPages(file, tools)
  const first = file.read(1)
  const header = first && readHeader(first)
  const end = Math.min(header?.pages ?? file.count, file.count)
  const damaged = new Set<number>()
  for (let page = 1; page <= end; page += 1) {
    if (!kinds.has(page) && page !== LOCK_PAGE) damaged.add(page)
  }
  return {
    file,
    isBarren: kinds.size === 0,
    header,
    below,
    damaged,
    kindOf: (page) => kinds.get(page) ?? null,
    nextOf: (page) => next.get(page) ?? 0,
    free: header ? listFree(file, header.trunk) : new Set(),
    missing: header && Math.max(0, header.pages - file.count),
  }
}

function scanPages(file: PageFile, tools: JobTools) {
  const kinds = new Map<number, PageKind>()
  const next = new Map<number, number>()
  const below = new Map<number, readonly number[]>()
  for (let page = 1; page <= file.count; page += 1) {
    if (page % STEP === 1) report(tools, page, file.count)
    const bytes = file.read(page)
    if (!bytes) continue
    const kind = kindOfPage(bytes, page)
    kinds.set(page, kind)
    if (kind === 'other') next.set(page, bytes.readUInt32BE(0))
    if (kind === 'table-inner' || kind === 'index-inner') below.set(page, listBelow(bytes, page))
    bytes.fill(0)
  }
  return { kinds, next, below }
}

function report(tools: JobTools, page: number, count: number): void {
  if (tools.isCancelled()) throw new AppError('cancelled', {})
  tools.progress('read', page - 1, count)
}

function readHeader(bytes: Buffer): FileHeader & { trunk: number } {
  return {
    pages: bytes.readUInt32BE(28),
    trunk: bytes.readUInt32BE(32),
    version: bytes.readUInt32BE(60),
  }
}

function listBelow(bytes: Buffer, page: number): number[] {
  const parsed = parsePage(bytes, page)
  return parsed ? [...parsed.cells.map((cell) => cell.left), parsed.right] : []
}

/** As far as the list can be followed. */
function listFree(file: PageFile, first: number): Set<number> {
  const free = new Set<number>()
  for (let trunk = first; trunk !== 0 && !free.has(trunk);) {
    free.add(trunk)
    const bytes = file.read(trunk)
    if (!bytes) break
    const count = Math.min(bytes.readUInt32BE(4), USABLE_BYTES / 4 - 2)
    for (let at = 0; at < count; at += 1) free.add(bytes.readUInt32BE(8 + 4 * at))
    trunk = bytes.readUInt32BE(0)
  }
  return free
}
