import { fileURLToPath } from 'node:url'

/** What the script of `small-page/` leaves on its global object. */
export interface SmallPage {
  readonly heard: string[]
  say(text: string): void
}

export const SMALL_PAGE = fileURLToPath(new URL('./small-page/', import.meta.url))
