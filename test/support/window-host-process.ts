// Starts window-host-child.ts and gives it orders, one after the other.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Order } from './window-host-child.ts'

const child = fileURLToPath(new URL('./window-host-child.ts', import.meta.url))

export interface WindowHostProcess {
  readonly pid: number
  tell(order: Order): Promise<void>
}

/** `through`: a command that ends by becoming the one it is given. */
export async function startHostProcess(
  home: string,
  { through = [], shown = false }: { through?: readonly string[]; shown?: boolean } = {},
): Promise<WindowHostProcess> {
  const [command = '', ...args]: readonly string[] = [...through, process.execPath, child, home]
  const host = spawn(command, shown ? [...args, 'shown'] : args, {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  onTestFinished(() => void host.kill('SIGKILL'))
  let heard = (_answer: string) => {}
  host.on('message', (answer: string) => heard(answer))
  host.on('exit', () => heard('failed: the host ended'))
  const tell = async (act: string, order?: Order) => {
    const answer = await new Promise<string>((resolve) => {
      heard = resolve
      if (order) host.send(order)
    })
    if (answer.startsWith('failed')) throw new Error(`${act}: ${answer}`)
  }
  await tell('start')
  return { pid: host.pid ?? 0, tell: (order) => tell(order.act, order) }
}
