import { query } from '../kit/operation.ts'
import { list, nothing } from '../kit/schema.ts'
import { releaseEntry } from './model.ts'

export const releasesContract = {
  list: query(nothing, list(releaseEntry)),
}
