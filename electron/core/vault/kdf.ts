// A passphrase becomes a key through Argon2id, made slow on purpose: half a second for the owner,
// the same half second for every guess of a thief. Calibrated on the machine that makes the slot.
import { hashRaw, hashRawSync } from '@node-rs/argon2'

export interface KdfCost {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

const MIB = 1024
const KEY_BYTES = 32
export const KDF_SALT_BYTES = 16
const NO_SALT = Buffer.alloc(KDF_SALT_BYTES)
/** 100 were enough when it was measured. */
const OVERWRITES = 300

/** What a key file may ask for. Checked before any derivation: a forged one could ask for too much. */
const BOUNDS = { memoryKiB: [64 * MIB, 1024 * MIB], passes: [1, 12], lanes: [1, 16] } as const

const AIM_MILLISECONDS = 600
const MOST_MILLISECONDS = 700
const LANES = 4
const RUNS = 3
const PASSES_PER_RUN = 2
/** 256 MiB where there is room for it; less where memory is short, never below the bound. */
const MEMORY_STEPS = [256 * MIB, 128 * MIB, 64 * MIB] as const
/** Leaves the rest of the machine room to breathe. */
const SHARE_OF_FREE_MEMORY = 4

/** Argon2id, version 19: what the library does unless told otherwise. A test compares it with Node's. */
export async function deriveFromPassphrase(
  passphrase: Uint8Array,
  salt: Uint8Array,
  cost: KdfCost,
): Promise<Uint8Array> {
  const key = await hashRaw(passphrase, writeOptions(salt, cost))
  overwriteFreed(passphrase.length)
  return key
}

function writeOptions(salt: Uint8Array, cost: KdfCost) {
  return {
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    outputLen: KEY_BYTES,
    salt,
  }
}

/**
 * The library frees its own copy of the passphrase as it is. Its allocator hands freed pieces of one
 * size out in turn, so as many cheap derivations of nothing, just as long, are written over it.
 */
function overwriteFreed(length: number): void {
  const nothing = Buffer.alloc(length)
  const options = writeOptions(NO_SALT, { memoryKiB: 8, passes: 1, lanes: 1 })
  for (let turn = 0; turn < OVERWRITES; turn += 1) hashRawSync(nothing, options)
}

/** `cheap` is what tests ask for: it lowers the least memory to theirs, nothing else. */
export function isWithinBounds(cost: KdfCost, cheap?: KdfCost): boolean {
  const [leastMemory, mostMemory] = BOUNDS.memoryKiB
  const least = cheap ? Math.min(cheap.memoryKiB, leastMemory) : leastMemory
  return (
    isBetween(cost.memoryKiB, least, mostMemory) &&
    isBetween(cost.passes, ...BOUNDS.passes) &&
    isBetween(cost.lanes, ...BOUNDS.lanes)
  )
}

/** Between 0.5 and 0.7 seconds on this machine, as far as the bounds allow. */
export async function calibrateCost(): Promise<KdfCost> {
  const affordable = process.availableMemory() / 1024 / SHARE_OF_FREE_MEMORY
  const steps = MEMORY_STEPS.filter((step) => step <= affordable)
  for (const memoryKiB of steps.length > 0 ? steps : [BOUNDS.memoryKiB[0]]) {
    const once = await measureOnePass(memoryKiB)
    if (once > MOST_MILLISECONDS && memoryKiB !== BOUNDS.memoryKiB[0]) continue
    const passes = Math.round(AIM_MILLISECONDS / once)
    return {
      memoryKiB,
      passes: Math.min(Math.max(passes, BOUNDS.passes[0]), BOUNDS.passes[1]),
      lanes: LANES,
    }
  }
  return { memoryKiB: BOUNDS.memoryKiB[0], passes: 1, lanes: LANES }
}

/** The quickest of a few runs: the first ones also pay for the memory and for whatever else goes on. */
async function measureOnePass(memoryKiB: number): Promise<number> {
  const salt = new Uint8Array(KDF_SALT_BYTES)
  const cost = { memoryKiB, passes: PASSES_PER_RUN, lanes: LANES }
  let quickest = Infinity
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now()
    await deriveFromPassphrase(new Uint8Array(1), salt, cost)
    quickest = Math.min(quickest, performance.now() - began)
  }
  return quickest / PASSES_PER_RUN
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}
