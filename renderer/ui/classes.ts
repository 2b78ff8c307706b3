// Names of a CSS module as one class string: `c('button', primary && 'primary')`. A test holds every
// name used against its style sheet.
type Sheet = Readonly<Record<string, string>>

export function classNames(sheet: Sheet) {
  return (...names: readonly (string | false | null | undefined)[]): string =>
    names
      .filter((name) => typeof name === 'string')
      .map((name) => sheet[name] ?? '')
      .join(' ')
}
