import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/kit/errors.ts'
import type { SecondPlace } from '../../../shared/backups/model.ts'
import { backupFile } from '../../../shared/backups/model.ts'
import { fileName } from '../../../shared/files/model.ts'
import { workspaceName } from '../../../shared/workspace/model.ts'
import {
  addressToRestore,
  backupToRestore,
  careFor,
  copyFileName,
  doubtOf,
  kindsToShow,
} from '../../../renderer/features/backups/view.ts'
import { areKeysLost, fitName, isDamage } from '../../../renderer/features/start/view.ts'
import { listCareItems } from '../../../renderer/features/today/view.ts'

const fine: SecondPlace = {
  where: '/drive',
  reachable: true,
  copiedAt: null,
  overdue: false,
  sameDisk: false,
}

describe('the address of a restore', () => {
  it('carries any name of a backup over the reload and back', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^/\\\0]{1,60}$/), (name) => {
        const file = backupFile.parse(`${name.toWellFormed()}.tlbackup`)
        const address = addressToRestore(file)
        expect(address).toMatch(/^\/restore\/[^/#?\s]+$/)
        expect(backupToRestore(address)).toBe(file)
      }),
    )
  })

  it.each(['/restore', '/restore/', '/restore/..%2Fkeys', '/restore/%E0%A4%A', '/today'])(
    'and asks for none where there is none: %s',
    (path) => expect(backupToRestore(path)).toBeNull(),
  )
})

describe('the second place', () => {
  it.each([
    [{ where: null }, 'none'],
    [{ reachable: false, overdue: true }, 'not-reachable'],
    [{ overdue: true, sameDisk: true }, 'overdue'],
    [{ sameDisk: true }, 'same-disk'],
    [{}, null],
  ] as const)('says the most pressing thing first: %o is %s', (change, care) => {
    expect(careFor({ ...fine, ...change })).toBe(care)
  })

  it('is asked for on Today only once there is a backup to copy', () => {
    const facts = { session: { recoveryConfirmed: true }, place: { ...fine, where: null } }
    expect(listCareItems({ ...facts, backups: [] })).toEqual([])
    const backup = { file: 'a.tlbackup' } as never
    expect(listCareItems({ ...facts, backups: [backup] })).toEqual(['none'])
  })

  it('stands on Today when copies fail, beside a kit that is not confirmed', () => {
    const session = { recoveryConfirmed: false }
    const place = { ...fine, reachable: false }
    expect(listCareItems({ session, backups: [], place })).toEqual(['kit', 'unreachable'])
    expect(listCareItems({ session, backups: [], place: fine })).toEqual(['kit'])
  })
})

it('a copy is named after its workspace and day, as a file may be', () => {
  const name = copyFileName('Leadership 2027–28', '2026-11-21')
  expect(fileName.safeParse(name).success).toBe(true)
  expect(name).toContain('Leadership 2027–28')
})

it('a wrong passphrase is no damage, lost keys are, and a full page opens those', () => {
  const wrong = new AppError('wrong-passphrase', { waitSeconds: 0 })
  const damaged = new AppError('workspace-damaged', { name: 'x' })
  const lost = new AppError('keys-missing', { name: 'x' })
  expect([wrong, damaged, lost].map(isDamage)).toEqual([false, true, true])
  expect([wrong, damaged, lost].map(areKeysLost)).toEqual([false, false, true])
})

describe('what a salvage could not bring back', () => {
  it.each([
    [{ least: 0, most: 0 }, 'none'],
    [{ least: 3, most: 3 }, 'exact'],
    [{ least: 3, most: 20 }, 'between'],
    [{ least: 0, most: 20 }, 'up-to'],
    [{ least: 3, most: null }, 'at-least'],
    [{ least: 0, most: null }, 'unknown'],
  ] as const)('is said as surely as it is known: %o is %s', (lost, doubt) => {
    expect(doubtOf(lost)).toBe(doubt)
  })

  it('leaves out only the kinds there was nothing of', () => {
    const kind = { noun: 'priority', rows: 0, lost: { least: 0, most: 0 }, leftOut: 0 }
    const lost = { ...kind, lost: { least: 0, most: null } }
    const orphaned = { ...kind, leftOut: 1 }
    expect(kindsToShow([kind, lost, orphaned])).toEqual([lost, orphaned])
  })
})

describe('the name of the new workspace', () => {
  it('says what it is, and is a name whatever the damaged one was called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (name) => {
        fc.pre(workspaceName.safeParse(name).success)
        const saved = fitName(name, ' saved')
        expect(saved).toMatch(/ saved$/)
        expect(workspaceName.safeParse(saved).success).toBe(true)
      }),
    )
  })
})
