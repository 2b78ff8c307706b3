// Run as a process of its own: opens a workspace, closes it, and looks for its secrets in everything
// this process may write to. The needles are kept masked, or the search would find itself.
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { openVault, type VaultTools } from '../../electron/core/vault/vault.ts'
import { readRecoveryGroups } from '../../electron/core/vault/recovery-key.ts'
import { vaultMigrations } from './vault-schema.ts'

const MASK = 0x5a
const CHUNK = 1 << 20
const OVERLAP = 64
const [folder = '', masked = ''] = process.argv.slice(2)
const tools: VaultTools = {
  now: () => new Date().toISOString(),
  randomBytes: (length) => new Uint8Array(randomBytes(length)),
  migrations: vaultMigrations,
  kdf: { memoryKiB: 1024, passes: 1, lanes: 1 },
}
const mask = (bytes: Uint8Array) => Uint8Array.from(bytes, (byte) => byte ^ MASK)

function countEverywhere(needles: Readonly<Record<string, Uint8Array>>): Record<string, number> {
  const counts = Object.fromEntries(Object.keys(needles).map((name) => [name, 0]))
  const memory = openSync('/proc/self/mem', 'r')
  const chunk = Buffer.alloc(CHUNK + OVERLAP)
  for (const [from, to] of writableRanges()) {
    for (let at = from; at < to; at += CHUNK) {
      const length = tryRead(memory, chunk, { at, length: Math.min(CHUNK + OVERLAP, to - at) })
      for (const [name, needle] of Object.entries(needles)) {
        counts[name] = (counts[name] ?? 0) + countIn(chunk.subarray(0, length), needle)
      }
    }
  }
  closeSync(memory)
  chunk.fill(0)
  return counts
}

/** Compares byte by byte with the mask put on, so that the plain needle never comes to be. */
function countIn(haystack: Buffer, needle: Uint8Array): number {
  const first = (needle[0] ?? 0) ^ MASK
  let count = 0
  for (let at = haystack.indexOf(first); at >= 0; at = haystack.indexOf(first, at + 1)) {
    if (needle.every((byte, index) => haystack[at + index] === (byte ^ MASK))) count += 1
  }
  return count
}

function tryRead(
  memory: number,
  into: Buffer,
  { at, length }: { at: number; length: number },
): number {
  try {
    return readSync(memory, into, 0, length, at)
  } catch {
    return 0 // a range that went away or may not be read
  }
}

function writableRanges(): [number, number][] {
  const lines = readFileSync('/proc/self/maps', 'latin1').split('\n')
  return lines.flatMap((line) => {
    const [, from, to, rights] = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(line) ?? []
    return from && to && rights?.startsWith('rw') && !line.includes('[v')
      ? [[parseInt(from, 16), parseInt(to, 16)] as [number, number]]
      : []
  })
}

async function useOnce() {
  const passphrase = Buffer.from(mask(Buffer.from(masked, 'hex')))
  const vault = await openVault(tools, folder, passphrase)
  passphrase.fill(0)
  return vault
}

const vault = await useOnce()
const needles: Record<string, Uint8Array> = {
  passphrase: Buffer.from(masked, 'hex'),
  database: mask(vault.keys.database),
  record: mask(vault.keys.record),
  package: mask(vault.keys.package),
}
const root = readRecoveryGroups(vault.recoveryGroups() ?? [], Buffer.from(vault.wid, 'hex'))
needles['root'] = mask(root)
root.fill(0)
const open = countEverywhere(needles)
vault.close()
const collect = (globalThis as { gc?: () => void }).gc
for (let round = 0; round < 3; round += 1) {
  collect?.()
  await new Promise((resolve) => setTimeout(resolve, 50))
}
const closed = countEverywhere(needles)
process.stdout.write(JSON.stringify({ open, closed }))
