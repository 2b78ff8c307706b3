// Takes the bridge as the real page does, writes down what it hears, sends what it is told to.
const bridge = globalThis.throughlineBridge
delete globalThis.throughlineBridge
globalThis.heard = []
bridge.receive((text) => globalThis.heard.push(text))
globalThis.say = (text) => bridge.send(text)
bridge.send(`hello from ${location.hash || 'the window'}`)
if (location.hash === '#/print/me') {
  document.body.append('Printed words')
  document.documentElement.dataset.printReady = ''
}
