// Small arrays live inside the engine's heap, where a collection or the first native call copies them
// and leaves the old bytes behind. Secrets get memory of their own, which can be zeroed.

export function allocateSecret(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(length))
}

export function copySecret(secret: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = allocateSecret(secret.length)
  copy.set(secret)
  return copy
}

/** Seen by two threads and copied for neither. */
export function shareSecret(secret: Uint8Array): Uint8Array<SharedArrayBuffer> {
  const shared = new Uint8Array(new SharedArrayBuffer(secret.length))
  shared.set(secret)
  return shared
}
