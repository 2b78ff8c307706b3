/** One measured act beside what it may take. */
export interface Row {
  readonly what: string
  /** Null: it could not be measured here. */
  readonly milliseconds: number | null
  readonly budget: number
}

export function describeRow({ what, milliseconds, budget }: Row): string {
  if (milliseconds === null) return `${what.padEnd(16)}NOT PROVED: there is no display here`
  const figure = milliseconds < 10 ? milliseconds.toFixed(2) : milliseconds.toFixed(0)
  const verdict = milliseconds <= budget ? 'within' : 'OVER'
  return `${what.padEnd(16)}${figure.padStart(8)} ms  ${verdict} its budget of ${budget} ms`
}

export async function time(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}
