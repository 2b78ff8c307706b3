// Loads modules of the shell as Node would, with the stand-in wherever `electron` is imported, also
// inside packages. By `require`, because the test runner's own imports know no hooks.
import { createRequire, registerHooks } from 'node:module'
import type * as StandIn from './electron-stand-in.ts'

const STAND_IN = new URL('./electron-stand-in.ts', import.meta.url).href
const require = createRequire(import.meta.url)

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: STAND_IN, shortCircuit: true } : next(specifier, context),
})

export const electron = require('electron') as typeof StandIn

export function loadShell<Module>(name: string): Module {
  return require(`../../electron/shell/${name}.ts`) as Module
}
