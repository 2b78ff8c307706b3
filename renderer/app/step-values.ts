// A step remembers some of its values as keys, so that they can be said in any language: which
// template, which fields of the program.
import type { Step } from '../../shared/history/model.ts'
import { formatMoment } from './formats.ts'
import { defineWords } from '../locales/words.ts'
import i18next from 'i18next'

const NAMESPACE = 'step-values'

defineWords(NAMESPACE, {
  'program.startFrom template leadership': 'Leadership pipeline',
  'program.startFrom template onboarding': 'Onboarding',
  'program.startFrom template cross-functional': 'Cross-functional',
  'program.startFrom template inclusion': 'Inclusion and equity',
  'program.startFrom template apprenticeship': 'Technical apprenticeship',
  'program.startFrom template empty': 'Empty',
  'program.change what name': 'the name',
  'program.change what purpose': 'the purpose',
  'program.change what owner': 'the owner',
  'program.change what deputy': 'the deputy',
  'program.change what sponsor': 'the sponsor',
  'program.change what horizon': 'the horizon',
})

/** A moment is remembered as world time and said in the person's own. */
const MOMENT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/

/** The values with their keys said in words; what is no key stays as it is. */
export function wordValues({ operation, values }: Pick<Step, 'operation' | 'values'>) {
  const sayPart = (name: string, part: string) =>
    i18next.t(`${operation} ${name} ${part}`, { ns: NAMESPACE, defaultValue: part })
  const say = (name: string, value: string) =>
    MOMENT.test(value) ? formatMoment(`${value.replace(' ', 'T')}Z`) : sayPart(name, value)
  const entries = Object.entries(values).map(([name, value]) => [name, say(name, value)] as const)
  return Object.fromEntries(entries)
}
