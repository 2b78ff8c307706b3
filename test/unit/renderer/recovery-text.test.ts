import { describe, expect, it } from 'vitest'
import {
  checkSign,
  judgeGroup,
  readGroup,
  splitRecoveryText,
} from '../../../shared/workspace/recovery-text.ts'

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const whole = (seven: string) => seven + checkSign(seven)

describe('a typed group', () => {
  it('reads small letters, gaps and the letters that are never used', () => {
    expect(readGroup(' 7qk2-m9x l ')).toBe('7QK2M9X1')
    expect(readGroup('oOiIlL')).toBe('001111')
  })

  it('is complete only with its own check sign, whatever single sign is wrong', () => {
    const group = whole('7QK2M9X')
    expect(judgeGroup(group)).toEqual({ kind: 'complete' })
    for (let at = 0; at < group.length; at += 1)
      for (const sign of SIGNS.replace(group.charAt(at), ''))
        expect(judgeGroup(group.slice(0, at) + sign + group.slice(at + 1))).toEqual({
          kind: 'slip',
        })
  })

  it('says how many signs are missing, too many or never used', () => {
    expect(judgeGroup('')).toEqual({ kind: 'empty' })
    expect(judgeGroup('4CPWN')).toEqual({ kind: 'unfinished', toGo: 3 })
    expect(judgeGroup('4CPW N0ZJ 1')).toEqual({ kind: 'too-long' })
    expect(judgeGroup('4CU')).toEqual({ kind: 'unknown-sign', sign: 'U' })
  })
})

describe('a pasted page', () => {
  const groups = Array.from({ length: 8 }, (_, at) => whole(`${at}ABCDE${at}`))

  it('is split into its eight groups, with or without their numbers', () => {
    const spaced = groups.map((group) => `${group.slice(0, 4)} ${group.slice(4)}`)
    expect(splitRecoveryText(groups.join(' '))).toEqual(groups)
    expect(splitRecoveryText(spaced.map((group, at) => `${at + 1}  ${group}`).join('\n'))).toEqual(
      groups,
    )
    expect(splitRecoveryText(spaced.map((group, at) => `${at + 1}. ${group}`).join('  '))).toEqual(
      groups,
    )
  })

  it('is left alone where it is no whole recovery text', () => {
    expect(splitRecoveryText(groups.slice(1).join(' '))).toBeNull()
    expect(splitRecoveryText('seven quiet otters')).toBeNull()
  })
})
