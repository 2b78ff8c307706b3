import type { Instant } from '../kit/schema.ts'
import type { Program, ProgramChange, ProgramTemplate } from './model.ts'

interface Start {
  readonly workspace: string
  readonly owner: string
  readonly now: Instant
}

/** Before anything was written, the program is known by its workspace and its owner. */
export function emptyProgram({ workspace, owner, now }: Start): Program {
  return {
    name: workspace,
    purpose: '',
    owner,
    deputy: '',
    sponsor: '',
    horizonMonths: 12,
    startedFrom: null,
    changedAt: now,
  }
}

export function changeProgram(program: Program, change: ProgramChange, now: Instant): Program {
  const given = Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  )
  return { ...program, ...given, changedAt: now }
}

interface TemplateContent {
  readonly purpose: string
  readonly horizonMonths: number
  readonly priorities: readonly string[]
}

/** Starting points in our own words. They are meant to be edited, never to decide. */
export const TEMPLATES: Readonly<Record<ProgramTemplate, TemplateContent>> = {
  leadership: {
    purpose:
      'Prepare people for their first and second leadership role, so that openings can be filled from inside and new leaders are not left alone.',
    horizonMonths: 18,
    priorities: ['Fill leadership roles from inside', 'New leaders able to act within a year'],
  },
  onboarding: {
    purpose:
      'Help people who join or change role to find their way, their contacts and their first results sooner.',
    horizonMonths: 12,
    priorities: ['Shorter time to independent work', 'Fewer early leavers'],
  },
  'cross-functional': {
    purpose:
      'Connect people across functions, so that work which crosses borders is understood from both sides.',
    horizonMonths: 12,
    priorities: ['Decisions made together across functions', 'More moves between functions'],
  },
  inclusion: {
    purpose:
      'Open the way to experience, sponsors and visible work for people who have had less access to them.',
    horizonMonths: 24,
    priorities: ['Equal access to sponsors', 'Pipeline that reflects the whole workforce'],
  },
  apprenticeship: {
    purpose:
      'Pass on technical craft from experienced people to those who learn it at work, before the experience leaves.',
    horizonMonths: 24,
    priorities: [
      'Critical skills held by more than one person',
      'Faster route to full proficiency',
    ],
  },
  empty: { purpose: '', horizonMonths: 12, priorities: [] },
}
