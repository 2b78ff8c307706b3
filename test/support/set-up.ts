// A workspace from nothing to its first screen, as a person makes it.
import type { Driver } from './window-host.ts'

export async function setUpWorkspace(
  { fill, press, sees, run }: Driver,
  { name, passphrase }: { readonly name: string; readonly passphrase: string },
): Promise<void> {
  await press('New workspace')
  await fill('Name', name)
  await fill('Your name', 'Test owner')
  await press('Continue')
  await fill('Passphrase', passphrase)
  await fill('Type it once more', passphrase)
  await press('Create the workspace')
  await sees('Show that you have it')
  const groups = await run<string[]>(
    `[...document.querySelectorAll('code')].map((code) => code.textContent.replace(/\\s/g, ''))`,
  )
  for (const [at, group] of groups.entries()) {
    const asked = await run<boolean>(
      `[...document.querySelectorAll('label')].some((one) => one.textContent.trim() === 'Group ${at + 1}')`,
    )
    if (asked) await fill(`Group ${at + 1}`, group)
  }
  await press('Continue')
  await press('Open the workspace')
  await sees('First days')
}
