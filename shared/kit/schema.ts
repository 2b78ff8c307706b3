// The words every contract is written in. Imported first everywhere, so that zod is told never to
// compile code at run time before any schema exists: the window's policy forbids it.
import * as z from 'zod'

z.config({ jitless: true })

export { z }

export type Schema<T = unknown> = z.ZodType<T>

/** An input or output that carries nothing. */
export const nothing = z.undefined()

/** An object with exactly these keys: an unknown key is refused, not dropped. */
export const object = z.strictObject

export function list<S extends z.ZodType>(item: S, most = 100_000) {
  return z.array(item).max(most)
}

/** One line or paragraph typed by a person: trimmed, at least one character. */
export function text(most: number) {
  return z.string().trim().min(1).max(most).refine(isWholeText)
}

/** The same, but it may be empty. */
export function textOrEmpty(most: number) {
  return z.string().trim().max(most).refine(isWholeText)
}

/** Half a sign would be stored as another one, and a zero ends the text for half of the world. */
function isWholeText(given: string): boolean {
  return !given.includes('\0') && !/\p{Cs}/u.test(given)
}

/** A point in time, UTC, as `2027-01-11T14:05:00.000Z`. */
export const instant = z.iso.datetime().brand('Instant')
export type Instant = z.infer<typeof instant>

/** A calendar date without a time, as `2027-01-11`. */
export const day = z.iso.date().brand('Day')
export type Day = z.infer<typeof day>

/** An id made by the core: 26 lower-case letters and digits, sortable by time. */
export function id<Name extends string>(_name: Name) {
  return z
    .string()
    .regex(/^[0-9a-z]{26}$/)
    .brand<Name>()
}
