// Puts the places into words, into the View menu and onto the keys Alt 1 to Alt 9.
import { defineWords } from '../locales/words.ts'
import { offerPlaces } from './commands.ts'
import { screens } from './screens.ts'
import { nameCommand } from './sentences.ts'

const MOST_KEYS = 9

export function registerScreens(): void {
  defineWords('places', Object.fromEntries(screens.map(({ path, words }) => [path, words])))
  const listed = screens.filter(({ atFoot }) => !atFoot)
  offerPlaces(
    listed.map(({ path }, index) => ({
      id: path,
      words: nameCommand(path),
      key: index < MOST_KEYS ? `Alt+${index + 1}` : null,
    })),
  )
}
