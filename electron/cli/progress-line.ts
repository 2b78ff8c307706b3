import type { CliStreams } from './main.ts'

interface Progress {
  readonly phase: string
  readonly done: number
  readonly total: number
}

/** One line that rewrites itself, and only where somebody watches. */
export function createProgressLine(stream: CliStreams['stderr']) {
  const shows = stream.isTTY === true
  return {
    show: ({ phase, done, total }: Progress) => {
      const share = total > 0 ? Math.floor((done / total) * 100) : 0
      if (shows) stream.write(`\r\u001b[K${phase} ${share} %`)
    },
    clear: () => {
      if (shows) stream.write('\r\u001b[K')
    },
  }
}
