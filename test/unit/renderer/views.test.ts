import { describe, expect, it } from 'vitest'
import { faceOf } from '../../../renderer/app/door-face.ts'
import { canTakeBack, groupByDay } from '../../../renderer/features/history/view.ts'
import {
  horizonChoices,
  keepOrder,
  neighbourOf,
  shareOf,
} from '../../../renderer/features/program/view.ts'
import {
  idleChoiceOf,
  idleMinutesOf,
  nearestScale,
} from '../../../renderer/features/settings/view.ts'
import {
  areTypedBack,
  judgeName,
  kitFileName,
  stepOfError,
} from '../../../renderer/features/setup/view.ts'
import { chosenWorkspace, secondsLeft } from '../../../renderer/features/start/view.ts'
import { greetingOf, listFirstThings, nextThing } from '../../../renderer/features/today/view.ts'
import { backup } from '../../../shared/backups/model.ts'
import { step, type Step } from '../../../shared/history/model.ts'
import { program } from '../../../shared/program/model.ts'
import { priority } from '../../../shared/strategy/model.ts'
import { openWorkspace, recentWorkspace, workspaceState } from '../../../shared/workspace/model.ts'

const AT = '2027-01-11T14:05:00.000Z'

function makeStep(given: Partial<Step> = {}): Step {
  const plain = { id: 1, at: AT, actor: 'Marta', operation: 'strategy.addPriority', says: '' }
  return step.parse({ ...plain, values: {}, state: 'done', rows: 1, ...given })
}

function makePriority(id: string, weight: number) {
  return priority.parse({ id: id.padEnd(26, '0'), name: id, sponsor: '', weight })
}

function makeRecent(letter: string) {
  const plain = {
    name: letter,
    where: '/',
    openedAt: AT,
    bytes: 1,
    missing: false,
    keychain: false,
  }
  return recentWorkspace.parse({ ...plain, key: letter.repeat(32) })
}

function makeBackup(verified: boolean) {
  const plain = { file: 'a.tlbackup', madeAt: AT, bytes: 1, opensWith: 'present', copied: false }
  return backup.parse({ ...plain, verified })
}

const OPEN = openWorkspace.parse({
  key: 'a'.repeat(32),
  wid: 'w',
  role: 'owner',
  readOnly: false,
  older: null,
  name: 'Leadership',
  actor: 'Marta',
  openedAt: AT,
  recoveryConfirmed: true,
  locksAt: null,
})

describe('the face of the app', () => {
  it('is the start until a workspace is open, and the first run where it was asked for', () => {
    const closed = workspaceState.parse({ kind: 'closed' })
    expect(faceOf(closed, '/today')).toEqual({ kind: 'start', locked: null })
    expect(faceOf(closed, '/new')).toEqual({ kind: 'setup' })
    expect(faceOf({ kind: 'open', workspace: OPEN }, '/new').kind).toBe('open')
  })

  it('carries why a workspace was locked', () => {
    const given = { kind: 'locked', key: 'a'.repeat(32), name: 'A', reason: 'idle', at: AT }
    const locked = workspaceState.parse(given)
    expect(faceOf(locked, '/today')).toEqual({ kind: 'start', locked: given })
  })
})

describe('Today', () => {
  const empty = program.parse({
    name: 'Leadership',
    purpose: '',
    owner: 'Marta',
    deputy: '',
    sponsor: '',
    horizonMonths: 12,
    startedFrom: 'empty',
    changedAt: AT,
  })
  const facts = { session: OPEN, program: empty, priorities: [], backups: [] }

  it('counts only what is in the workspace', () => {
    const done = listFirstThings(facts).filter((task) => task.done)
    expect(done.map(({ thing }) => thing)).toEqual(['kit', 'start'])
    expect(nextThing(listFirstThings(facts))).toBe('purpose')
  })

  it('is clear when every first thing is there', () => {
    const full = {
      session: OPEN,
      program: { ...empty, purpose: 'Why', sponsor: 'Ines', deputy: 'Tom' },
      priorities: [makePriority('a', 5), makePriority('b', 6)],
      backups: [makeBackup(true)],
    }
    expect(nextThing(listFirstThings(full))).toBeNull()
  })

  it('does not count a backup that was not checked, or weights that are all the same', () => {
    const tasks = listFirstThings({
      ...facts,
      priorities: [makePriority('a', 5), makePriority('b', 5)],
      backups: [makeBackup(false)],
    })
    expect(tasks.filter(({ done }) => !done).map(({ thing }) => thing)).toEqual([
      'purpose',
      'people',
      'weights',
      'backup',
    ])
  })

  it('greets by the hour', () => {
    expect([3, 8, 13, 19].map(greetingOf)).toEqual(['night', 'morning', 'afternoon', 'evening'])
  })
})

describe('priorities', () => {
  const all = [makePriority('a', 6), makePriority('b', 3), makePriority('c', 0)]

  it('show their share of the whole weight', () => {
    expect(all.map((one) => shareOf(one, all))).toEqual([67, 33, 0])
    expect(shareOf(makePriority('a', 0), [makePriority('a', 0)])).toBeNull()
  })

  it('hand the focus to the next row, or the one before', () => {
    const ids = all.map(({ id }) => id)
    expect(ids.map((id) => neighbourOf(id, all))).toEqual([ids[1], ids[2], ids[1]])
    expect(neighbourOf(ids[0] ?? '', all.slice(0, 1))).toBeNull()
  })

  it('keep their order while someone is among them', () => {
    const ids = all.map(({ id }) => id)
    const fresh = makePriority('d', 9)
    expect(keepOrder(all.toReversed(), ids)).toEqual(all)
    expect(keepOrder([fresh, ...all], ids)).toEqual([fresh, ...all])
    expect(keepOrder(all.slice(1), null)).toEqual(all.slice(1))
  })

  it('offer the stored horizon also where it is none of the usual ones', () => {
    expect(horizonChoices(13)).toEqual([12, 13, 15, 18, 21, 24])
  })
})

describe('history', () => {
  it('stands under its days in the order given', () => {
    const steps = [makeStep({ at: '2027-01-12T09:00:00.000Z' as Step['at'] }), makeStep()]
    expect(groupByDay(steps).map(({ steps: ofDay }) => ofDay.length)).toEqual([1, 1])
  })

  it('offers to take back only what is done and changed something', () => {
    expect(canTakeBack(makeStep())).toBe(true)
    expect(canTakeBack(makeStep({ state: 'undone' }))).toBe(false)
    expect(canTakeBack(makeStep({ rows: 0 }))).toBe(false)
  })
})

describe('the first run', () => {
  it('takes names that can be folder names', () => {
    expect(['Leadership 2027–28', ' ', 'a/b', '.hidden'].map(judgeName)).toEqual([
      null,
      'missing',
      'bad-sign',
      'bad-sign',
    ])
  })

  it('sends an error to the step it belongs to', () => {
    expect(stepOfError('workspace-exists')).toBe('name')
    expect(stepOfError('weak-passphrase')).toBe('passphrase')
    expect(stepOfError('disk-full')).toBe('here')
  })

  it('accepts the groups of the page as typed', () => {
    expect(areTypedBack(['AAAA1111', 'BBBB2222'], [2, 1], ['bbbb 2222', 'aaaa lill'])).toBe(true)
    expect(areTypedBack(['AAAA1111', 'BBBB2222'], [2, 1], ['bbbb2222', ''])).toBe(false)
  })

  it('names the file of the kit without signs a file may not have', () => {
    expect(kitFileName('A/B: C')).toBe('A B  C – recovery kit.pdf')
  })
})

describe('the start', () => {
  it('is for what the person picked, else what was locked, else the latest', () => {
    const recent = ['a', 'b', 'c'].map(makeRecent)
    const [a, b, c] = recent
    const locked = workspaceState.parse({
      kind: 'locked',
      key: c?.key,
      name: 'c',
      reason: 'asked',
      at: AT,
    })
    const given = locked.kind === 'locked' ? locked : null
    expect(chosenWorkspace(recent, b?.key ?? null, given)).toBe(b)
    expect(chosenWorkspace(recent, null, given)).toBe(c)
    expect(chosenWorkspace(recent, null, null)).toBe(a)
    expect(chosenWorkspace([], null, null)).toBeNull()
  })

  it('counts a wait down in whole seconds', () => {
    expect([0, 100, 4_100, 6_000].map((now) => secondsLeft(5_000, now))).toEqual([5, 5, 1, 0])
  })
})

describe('settings', () => {
  it('keep never apart from a number of minutes', () => {
    expect(([1, 30, null] as const).map((minutes) => idleMinutesOf(idleChoiceOf(minutes)))).toEqual(
      [1, 30, null],
    )
  })

  it('show the nearest text size', () => {
    expect([0.9, 1.2, 2].map(nearestScale)).toEqual(['0.9', '1.25', '2'])
  })
})
