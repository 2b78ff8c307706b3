import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chromiumPorts } from '../../../electron/chromium/ports.ts'
import { CONTENT_POLICY } from '../../../electron/core/page-headers.ts'
import { openSmallWindow } from '../../support/chromium-window.ts'
import { waitUntil } from '../../support/wait-until.ts'

const OURS = { origin: 'https://app.invalid', topFrame: true, knownWindow: true }

function profiles(): string[] {
  return (existsSync('/dev/shm') ? readdirSync('/dev/shm') : []).filter((name) =>
    name.startsWith(`throughline-scratch-${process.pid}-`),
  )
}

async function openPorts() {
  const opened = await openSmallWindow()
  const kept = { read: () => expect.unreachable(), write: () => {}, rememberWindow: () => {} }
  const { window, openHidden } = opened
  return { ...opened, ports: chromiumPorts({ opening: Promise.resolve(window), openHidden, kept }) }
}

describe('the Chromium window', () => {
  it('gives the page the bridge before its first line and says who speaks', async () => {
    const { said } = await openSmallWindow()
    expect(said).toEqual([{ text: 'hello from the window', sender: OURS }])
  })

  it('carries texts of a megabyte both ways and keeps their order', async () => {
    const { window, said, hears, run } = await openSmallWindow()
    const large = 'ü'.repeat(1_000_000)
    for (let n = 0; n < 200; n += 1) window.page.deliver(String(n))
    window.page.deliver(large)
    await run(`for (let n = 0; n < 200; n += 1) say(String(n)); say('ü'.repeat(1_000_000))`)
    await hears(202)
    await waitUntil(() => run<boolean>('heard.length === 201'))

    const numbers = Array.from({ length: 200 }, (_, n) => String(n))
    expect(said.slice(1).map(({ text }) => text)).toEqual([...numbers, large])
    expect(await run('heard.slice(0, 200)')).toEqual(numbers)
    expect(await run('heard[200].length')).toBe(1_000_000)
  })

  it('leaves no other way to the core on the global object', async () => {
    const { run } = await openSmallWindow()
    const names = await run<string[]>(
      `Object.getOwnPropertyNames(globalThis).filter((n) => /throughline|^[0-9a-f]{32}$/i.test(n))
        .map((n) => n + ':' + globalThis[n].toString().slice(0, 6))`,
    )
    // The way in: page code could only talk to itself with it.
    expect(names.map((name) => name.replace(/^[0-9a-f]{32}/, 'way-in'))).toEqual(['way-in:(text)'])
  })

  it('serves the built files with the policy of every host, and nothing else', async () => {
    const { run } = await openSmallWindow()
    const tried = `(async () => {
      const seen = []
      document.addEventListener('securitypolicyviolation', (e) => seen.push(e.effectiveDirective))
      await fetch('/page.js').catch(() => {})
      document.body.append(Object.assign(new Image(), { src: 'https://example.org/a.png' }))
      document.body.append(Object.assign(document.createElement('iframe'), { src: '/' }))
      const script = document.createElement('script')
      try { script.textContent = 'globalThis.inline = true' } catch {}
      document.body.append(script)
      await new Promise((resolve) => setTimeout(resolve, 300))
      return { seen: [...new Set(seen)].sort(), inline: globalThis.inline === true }
    })()`
    expect(await run(tried)).toEqual({
      seen: ['connect-src', 'frame-src', 'img-src', 'require-trusted-types-for'],
      inline: false,
    })
    expect(CONTENT_POLICY).toContain("default-src 'none'")
  })

  it('stays where it is when the page is told to go elsewhere', async () => {
    const { window, run } = await openSmallWindow()
    for (const url of [
      'https://example.org/',
      'https://app.invalid/etc/passwd',
      'file:///etc/passwd',
    ]) {
      await run(`location.href = '${url}'`)
    }
    await run(`void window.open('https://example.org/')`)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const { targetInfos } = await window.browser.send('Target.getTargets')
    expect(targetInfos.filter(({ type }) => type === 'page').map(({ url }) => url)).toEqual([
      'https://app.invalid/',
    ])
    expect(await run('typeof say')).toBe('function')
  })

  it('comes back when its page crashes', async () => {
    const { window, hears, said } = await openSmallWindow()
    window.page.session.send('Page.crash').catch(() => {})
    await hears(2)
    expect(said[1]).toEqual({ text: 'hello from the window', sender: OURS })
  })

  it('prints a route through a page of its own, which the core knows as ours', async () => {
    const { ports, window, said } = await openPorts()
    const pdf = await ports.pdf('/print/me')
    const text = Buffer.from(pdf).toString('latin1')

    expect(text.slice(0, 5)).toBe('%PDF-')
    expect(text).toContain('/StructTreeRoot')
    expect(said[1]).toEqual({ text: 'hello from #/print/me', sender: OURS })
    const { targetInfos } = await window.browser.send('Target.getTargets')
    expect(targetInfos.filter(({ type }) => type === 'page')).toHaveLength(1)
  })

  it('takes the path of a picked file from the browser, not from the page', async () => {
    const { ports, window } = await openPorts()
    const { session } = window.page
    await session.send('Page.setInterceptFileChooserDialog', { enabled: true })
    session.on('Page.fileChooserOpened', ({ backendNodeId }) => {
      void session.send('DOM.setFileInputFiles', {
        files: [import.meta.filename],
        ...(backendNodeId !== undefined && { backendNodeId }),
      })
    })
    const choice = await ports.openFile({
      extensions: ['ts'],
    })
    expect(choice).toEqual({ kind: 'chosen', path: import.meta.filename })
  })

  it('never offers to keep a passphrase that was typed', async () => {
    await openSmallWindow()
    const [profile = ''] = profiles()
    const kept = JSON.parse(readFileSync(join('/dev/shm', profile, 'Default/Preferences'), 'utf8'))
    expect(kept).toMatchObject({
      credentials_enable_service: false,
      profile: { password_manager_enabled: false },
    })
  })

  it('removes its profile when it closes', async () => {
    const { window } = await openSmallWindow()
    const during = profiles().length
    window.close()
    await window.closed
    expect([during, profiles().length]).toEqual([1, 0])
  })
})
