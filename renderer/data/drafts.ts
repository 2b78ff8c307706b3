// What is typed into a form that does not save itself: kept sealed in the workspace when it rests and
// when it locks, and there again after unlocking, until it is saved or emptied.
import { useEffect, useEffectEvent, useState } from 'react'
import type { Draft, DraftPlace } from '../../shared/drafts/model.ts'
import { draftPlace } from '../../shared/drafts/model.ts'
import { api } from '../app/api.ts'
import { onEvent } from '../app/connection.ts'
import { answers, keyOf, useAnswer } from './answers.ts'
import { settle } from './commands.ts'

const REST_BEFORE_KEEPING = 2_000
const NONE: readonly Draft[] = []

export interface TypedDraft {
  readonly text: string
  readonly type: (text: string) => void
}

/** Whether something was left there. */
export function useHasDraft(place: string): boolean {
  const { data = NONE } = useAnswer(api.drafts.list)
  return data.some((draft) => draft.place === place)
}

export function useDraft(name: string): TypedDraft {
  const place = draftPlace.parse(name)
  const { data = NONE } = useAnswer(api.drafts.list)
  const kept = data.find((draft) => draft.place === place)?.text ?? ''
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? kept
  useKeeping(typed, () => void keepDraft(place, { text, kept }))
  return { text, type: setTyped }
}

async function keepDraft(
  place: DraftPlace,
  { text, kept }: { readonly text: string; readonly kept: string },
): Promise<void> {
  if (text === kept) return
  // A refusal here is no news: the form itself says so when it is sent.
  await settle(text.trim() === '' ? api.drafts.drop({ place }) : api.drafts.keep({ place, text }))
  await answers.invalidateQueries({ queryKey: keyOf(api.drafts.list) })
}

/** When it rests, at once when it is emptied, at the lock, and when the form goes away. */
function useKeeping(typed: string | null, keep: () => void): void {
  const keepNow = useEffectEvent(keep)
  useEffect(() => {
    if (typed === null) return
    const timer = setTimeout(() => keepNow(), typed === '' ? 0 : REST_BEFORE_KEEPING)
    return () => clearTimeout(timer)
  }, [typed])
  useEffect(() => {
    const stop = onEvent((event) => {
      if (event.kind === 'locking') keepNow()
    })
    return () => {
      stop()
      keepNow()
    }
  }, [])
}
