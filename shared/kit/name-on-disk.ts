// A name that every disk a workspace may travel to can hold: no sign that has a meaning there, none of
// Windows' device names, one spelling of each letter, and room in 255 bytes for what is put around it
// while the file is written.
import { text } from './schema.ts'

const MEANS_SOMETHING = /[\\/:*?"<>|\p{Cc}]|^\.|[. ]$/u
const DEVICE = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³]) *(?:\.|$)/i
/** `.` name `.throughline` `.` 12 signs `.part` */
const AROUND = 31
const MOST_BYTES = 255 - AROUND

export function nameOnDisk(most: number) {
  return text(most)
    .normalize('NFC')
    .refine((name) => !MEANS_SOMETHING.test(name) && !DEVICE.test(name) && fits(name))
}

function fits(name: string): boolean {
  const bytes = [...name].map((sign) => bytesOf(sign.codePointAt(0) ?? 0))
  return bytes.reduce((sum, length) => sum + length, 0) <= MOST_BYTES
}

/** In UTF-8. */
function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x1_0000 ? 3 : 4
}
