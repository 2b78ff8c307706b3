/** A sentence with `{{name}}` in it, filled. A gap nobody filled is left out. */
export function fillGaps(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}
