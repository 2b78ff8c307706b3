// What the open workspace can do from anywhere: undo, redo, lock, go to a place, back up.
import type { AppError } from '../../shared/kit/errors.ts'
import type { Settings } from '../../shared/settings/model.ts'
import { answers, keyOf, useAnswer } from '../data/answers.ts'
import { settle, useCommand } from '../data/commands.ts'
import { api } from './api.ts'
import { useHandler, usePlaces } from './commands.ts'
import { explainError } from './errors.ts'
import { announce, announceFailure } from './notices.ts'
import { goTo } from './place.ts'
import { sayStep } from './sentences.ts'
import { goAfterLock } from './session.ts'
import { defineWords, say, useWords } from '../locales/words.ts'

const words = defineWords('frame-commands', {
  undone: 'Undone: {{step}}',
  redone: 'Done again: {{step}}',
  backedUp: 'Backup made and checked',
})

const TEXT_STEP = 0.1

/** Wherever a workspace is open, also in the first run. */
export function useWorkspaceCommands(): void {
  const { data: history } = useAnswer(api.history.list, { most: 1 })
  const undo = useCommand(api.history.undo, { quiet: true })
  const redo = useCommand(api.history.redo)
  const t = useWords(words)

  async function takeBack(): Promise<void> {
    const outcome = await undo.run()
    if (!outcome.ok) return refuse(outcome.error)
    announce({
      tone: 'positive',
      text: t('undone', { step: sayStep(outcome.value) }),
      action: 'edit.redo',
    })
  }
  async function doAgain(): Promise<void> {
    const outcome = await redo.run()
    if (!outcome.ok) return
    announce({
      tone: 'positive',
      text: t('redone', { step: sayStep(outcome.value) }),
      action: 'edit.undo',
    })
  }

  // Also where a final act stands in the way: the core says which one.
  useHandler('edit.undo', history?.total && !undo.pending ? () => void takeBack() : null)
  useHandler('edit.redo', history?.redo && !redo.pending ? () => void doAgain() : null)
  useHandler('file.lock', () => void lockNow())
  useHandler('file.open', () => void lockNow())
  useHandler('file.new', () => void lockNow('/new'))
  useTextSizeCommands()
}

/** That there is nothing left is an answer, not a fault. */
function refuse(error: AppError): void {
  if (error.code === 'nothing-to-undo') announce({ tone: 'neutral', text: explainError(error) })
  else announceFailure(error)
}

/** Where there are places to go to. */
export function usePlaceCommands(): void {
  usePlaces(goTo)
  useHandler('file.settings', () => goTo('/settings'))
  useHandler('file.backUp', () => void backUp())
}

export function useTextSizeCommands(): void {
  const { data: settings } = useAnswer(api.settings.get)
  const resize = (by: number) =>
    settings && void changeSettings({ textScale: clampScale(settings.textScale + by) })
  useHandler('view.largerText', () => resize(TEXT_STEP))
  useHandler('view.smallerText', () => resize(-TEXT_STEP))
}

export function clampScale(scale: number): number {
  return Math.round(Math.min(2, Math.max(0.9, scale)) * 10) / 10
}

export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const outcome = await settle(api.settings.change(change))
  if (outcome.ok) answers.setQueryData(keyOf(api.settings.get), outcome.value)
  else announceFailure(outcome.error)
}

/** Fields save when they lose the focus, so nothing typed is left behind. */
export async function lockNow(next?: string): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  goAfterLock(next ?? null)
  const outcome = await settle(api.workspace.lock())
  if (outcome.ok) return
  goAfterLock(null)
  announceFailure(outcome.error)
}

async function backUp(): Promise<void> {
  const outcome = await settle(api.backups.make())
  if (!outcome.ok) return announceFailure(outcome.error)
  void answers.invalidateQueries({ queryKey: ['backups'] })
  announce({ tone: 'positive', text: say(words)('backedUp') })
}
