// A copy of the project that is extended exactly as CONTRIBUTING.md says, with every touched line
// counted: the number of edits is the health of the design.
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NOT_COPIED = ['node_modules', 'out', 'dist', 'test-results', '.git']
const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export interface Copy {
  readonly root: string
  readonly edited: Set<string>
  readonly added: Set<string>
  /** Puts a line before the one that holds `before`. */
  insert(file: string, line: string, before: string): void
  add(file: string, text: string): void
  /** Runs an installed program in the copy. */
  run(program: string, args: readonly string[]): string
}

export function copyProject(): Copy {
  const root = mkdtempSync(join(tmpdir(), 'throughline-copy-'))
  for (const name of readdirSync(ROOT)) {
    if (!NOT_COPIED.includes(name)) cpSync(join(ROOT, name), join(root, name), { recursive: true })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'dir')
  const edited = new Set<string>()
  const added = new Set<string>()
  return {
    root,
    edited,
    added,
    insert: (file, line, before) => {
      edited.add(file)
      const text = readFileSync(join(root, file), 'utf8')
      const at = text.indexOf(before)
      if (at === -1) throw new Error(`${file} has no line with ${before}`)
      const start = text.lastIndexOf('\n', at) + 1
      writeFileSync(join(root, file), `${text.slice(0, start)}${line}\n${text.slice(start)}`)
    },
    add: (file, text) => {
      added.add(file)
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), text)
    },
    run: (program, args) => runIn(root, program, args),
  }
}

function runIn(root: string, program: string, args: readonly string[]): string {
  const script = join(ROOT, 'node_modules', program)
  try {
    return execFileSync(process.execPath, [script, ...args], {
      cwd: root,
      stdio: 'pipe',
    }).toString()
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer }
    throw new Error(`${program} failed:\n${stdout?.toString()}${stderr?.toString()}`, {
      cause: error,
    })
  }
}
