// Dates, times and sizes in the person's own manner of writing them.
import { region } from '../locales/words.ts'

const cache = new Map<string, Intl.DateTimeFormat>()

function format(options: Intl.DateTimeFormatOptions, at: Date): string {
  const key = region() + JSON.stringify(options)
  const known = cache.get(key) ?? new Intl.DateTimeFormat(region(), options)
  cache.set(key, known)
  return known.format(at)
}

export function formatTime(instant: string | Date): string {
  return format({ hour: '2-digit', minute: '2-digit' }, new Date(instant))
}

/** "Thursday 17 June" */
export function formatWeekday(date: Date): string {
  return format({ weekday: 'long', day: 'numeric', month: 'long' }, date)
}

/** "11 January 2027" */
export function formatDay(instant: string | Date): string {
  return format({ day: 'numeric', month: 'long', year: 'numeric' }, new Date(instant))
}

/** "11 January 2027 at 17:28" */
export function formatMoment(instant: string): string {
  const day = { day: 'numeric', month: 'long', year: 'numeric' } as const
  return format({ ...day, hour: '2-digit', minute: '2-digit' }, new Date(instant))
}

/** "16 June", with the year only where it is not this one. */
export function formatShortDay(instant: string, now = new Date()): string {
  const at = new Date(instant)
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const)
  return format({ day: 'numeric', month: 'long', ...year }, at)
}

export function isToday(instant: string | Date): boolean {
  return isSameDay(new Date(instant), new Date())
}

export function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString()
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** "48 MB" */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return new Intl.NumberFormat(region(), {
    style: 'unit',
    unit: SIZES[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value)
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(region()).format(value)
}

/** What is left until an instant, as a clock shows it: "9:41". */
export function formatCountdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const minutes = Math.floor(seconds / 60)
  return `${minutes}:${String(seconds % 60).padStart(2, '0')}`
}
