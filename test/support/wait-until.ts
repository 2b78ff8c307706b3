export async function waitUntil(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('It did not happen within ten seconds')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
