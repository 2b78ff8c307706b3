// Every string stands beside its use with its English default: `defineWords('start', { … })`. Other
// languages override by the same key. Gaps and plurals are part of the type, so a forgotten value
// does not compile.
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { pseudo } from './pseudo.ts'

type Defaults = Readonly<Record<string, string>>
type KeyOf<D extends Defaults> = keyof D extends infer K
  ? K extends `${infer Stem}_one` | `${infer Stem}_other`
    ? Stem
    : K & string
  : never
type GapsIn<S extends string> = S extends `${string}{{${infer Gap}}}${infer Rest}`
  ? Gap | GapsIn<Rest>
  : never
type TextOf<D extends Defaults, K extends string> = `${K}_other` extends keyof D
  ? D[`${K}_other`]
  : K extends keyof D
    ? D[K]
    : never
type ValuesOf<D extends Defaults, K extends string> = {
  readonly [Gap in GapsIn<TextOf<D, K>>]: string | number
}
type Rest<D extends Defaults, K extends string> = [GapsIn<TextOf<D, K>>] extends [never]
  ? []
  : [values: ValuesOf<D, K>]

export interface Words<D extends Defaults> {
  readonly namespace: string
  readonly defaults: D
}
export type Say<D extends Defaults> = <K extends KeyOf<D>>(key: K, ...values: Rest<D, K>) => string

export const PSEUDO = 'en-XA'

/** The interface speaks English until another language is complete; `en-XA` shows what is not keyed. */
function chooseLanguage(): string {
  return navigator.language === PSEUDO ? PSEUDO : 'en'
}

void i18next.use(initReactI18next).init({
  lng: chooseLanguage(),
  fallbackLng: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
})

export function defineWords<const D extends Defaults>(namespace: string, defaults: D): Words<D> {
  i18next.addResourceBundle('en', namespace, defaults)
  i18next.addResourceBundle(PSEUDO, namespace, pseudo(defaults))
  return { namespace, defaults }
}

export function useWords<D extends Defaults>(words: Words<D>): Say<D> {
  return useTranslation(words.namespace).t as unknown as Say<D>
}

/** Outside a component: for words that are said once, such as a toast after an answer. */
export function say<D extends Defaults>(words: Words<D>): Say<D> {
  return i18next.getFixedT(null, words.namespace) as unknown as Say<D>
}

/** For dates and numbers: the person's own region where it speaks the language of the words. */
export function regionOf(language: string, preferred: string): string {
  if (language === PSEUDO) return 'en-GB'
  return preferred.split('-')[0] === language ? preferred : language
}

export function region(): string {
  return regionOf(i18next.language, navigator.language)
}
