#!/usr/bin/env node
// The command line's entry. An old Node crashes in the database driver without a word, so this looks
// first and hands over to the Node that came with the packages.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { needCoreNode, needNode, needPackages, runCommand } from './need.mjs'

await runCommand(async () => {
  needNode()
  // Standard output belongs to the answer.
  needPackages((line) => process.stderr.write(`${line}\n`))
  const node = needCoreNode()
  const args = process.argv.slice(2)
  if (node !== process.execPath) {
    const own = fileURLToPath(import.meta.url)
    const { status } = spawnSync(node, [own, ...args], { stdio: 'inherit' })
    return status ?? 1
  }
  const { runCli } = await import('../cli/main.ts')
  return runCli(args)
})
