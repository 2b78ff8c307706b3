// The pseudo-locale: every sentence lengthened, accented and bracketed, so that a text without
// brackets on screen is one that was never keyed, and a text that breaks a layout shows early.
export const ACCENTS: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  c: 'ç',
  n: 'ñ',
  y: 'ý',
}

function pseudoText(text: string): string {
  const parts = text.split(/(\{\{[^}]+\}\})/)
  const accented = parts.map((part) =>
    part.startsWith('{{') ? part : part.replace(/[aeioucny]/g, (sign) => ACCENTS[sign] ?? sign),
  )
  const padding = '~'.repeat(Math.ceil(text.length * 0.3))
  return `⟦${accented.join('')}${padding}⟧`
}

export function pseudo(defaults: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(defaults).map(([key, text]) => [key, pseudoText(text)]))
}
