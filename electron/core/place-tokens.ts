// The window never sees a path. It holds tokens for places that the person chose or browsed to, good
// for the life of this core; a path that was never handed out cannot be named.
import { randomBytes } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { AppError } from '../../shared/kit/errors.ts'
import { fileToken, type FileToken, type Place } from '../../shared/files/model.ts'

export interface PlaceTokens {
  place(path: string): Place
  pathOf(token: FileToken): string
}

export function createPlaceTokens(): PlaceTokens {
  const paths = new Map<FileToken, string>()
  const tokens = new Map<string, FileToken>()
  const tokenOf = (path: string): FileToken => {
    const known = tokens.get(path)
    if (known) return known
    const token = fileToken.parse(randomBytes(16).toString('hex'))
    tokens.set(path, token)
    paths.set(token, path)
    return token
  }
  return {
    place: (path) => ({
      token: tokenOf(path),
      name: basename(path) || path,
      where: dirname(path),
    }),
    pathOf: (token) => {
      const path = paths.get(token)
      if (path === undefined) throw new AppError('file-missing', { name: '' })
      return path
    },
  }
}
