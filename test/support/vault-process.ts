// Starts vault-child.ts and hears what it says.
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { PASSPHRASE } from './vault.ts'

const script = fileURLToPath(new URL('./vault-child.ts', import.meta.url))

export interface VaultProcess {
  readonly child: ChildProcess
  readonly lines: readonly string[]
  /** Resolves with the line once one begins like this. */
  hears(beginning: string): Promise<string>
  kill(): Promise<void>
  ends(): Promise<void>
}

export function startVaultProcess(
  mode: string,
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): VaultProcess {
  const child = spawn(process.execPath, [script, mode, folder, PASSPHRASE.toString()], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment, NODE_OPTIONS: '' },
  })
  const lines: string[] = []
  const listeners = new Set<() => void>()
  let rest = ''
  child.stdout?.on('data', (bytes: Buffer) => {
    const parts = (rest + bytes.toString()).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
    for (const listener of listeners) listener()
  })
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => {
      resolve()
      for (const listener of listeners) listener()
    })
  })
  const hears = (beginning: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const line = lines.find((candidate) => candidate.startsWith(beginning))
        if (line !== undefined) resolve(line)
        else if (child.exitCode !== null) reject(new Error(`ended with ${lines.join(' | ')}`))
      }
      listeners.add(look)
      look()
    })
  return {
    child,
    lines,
    hears,
    ends: () => ended,
    kill: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}
