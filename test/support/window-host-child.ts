// A window host as a process of its own, told what to do by the test that watches it. Secrets come
// masked and are unmasked only in the page, so that this process knows no more of them than any host.
import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { setUpWorkspace } from './set-up.ts'
import { startWindowHost } from './window-host.ts'

const MASK = 0x5a

export type Order =
  | { readonly act: 'press' | 'sees'; readonly words: string }
  | { readonly act: 'fill'; readonly label: string; readonly text: string }
  | { readonly act: 'fillMasked'; readonly label: string; readonly masked: string }
  /** What no host may do: keeps what it is told as text, unmasked. */
  | { readonly act: 'plant'; readonly masked: readonly string[] }
  | { readonly act: 'setUp'; readonly name: string; readonly passphrase: string }
  /** What no host may do: sends something to an address far away. */
  | { readonly act: 'send'; readonly address: string }
  | { readonly act: 'close' }

const host = await startWindowHost(process.argv[2] ?? '', process.argv[3] === 'shown')
const planted: string[] = []

async function obey(order: Order): Promise<void> {
  if (order.act === 'press') await host.press(order.words)
  if (order.act === 'sees') await host.sees(order.words)
  if (order.act === 'fill') await host.fill(order.label, order.text)
  if (order.act === 'fillMasked') {
    await host.fill(order.label, '')
    await host.run(
      `document.execCommand('insertText', false, String.fromCharCode(
        ...'${order.masked}'.match(/../g).map((pair) => parseInt(pair, 16) ^ ${MASK})))`,
    )
  }
  if (order.act === 'plant') {
    for (const hex of order.masked) {
      const bytes = Buffer.from(Buffer.from(hex, 'hex').map((byte) => byte ^ MASK))
      // A sign that needs two bytes makes the whole text of two bytes each.
      planted.push(bytes.toString('latin1'), bytes.toString('hex'))
      planted.push([...bytes.toString('latin1'), '☃'].join(''))
    }
  }
  if (order.act === 'setUp') await setUpWorkspace(host, order)
  if (order.act === 'send') await send(order.address)
  if (order.act === 'close') await host.close()
}

function send(address: string): Promise<void> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
  return new Promise((resolve) => {
    socket.send('x', 9, address, () => {
      socket.close()
      resolve()
    })
  })
}

process.on('message', (order: Order) => {
  const answer = (says: string) => process.send?.(says)
  obey(order).then(
    () => answer(order.act === 'plant' ? String(planted.length) : ''),
    async (error: unknown) =>
      answer(`failed: ${String(error)} ${await host.run<string>('document.body.innerText')}`),
  )
})
process.send?.('ready')
