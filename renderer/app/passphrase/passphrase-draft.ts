import { useEffect, useState } from 'react'
import { estimateStrength, isStrongEnough, type Strength } from './strength.ts'

export interface PassphraseDraft {
  readonly text: string
  readonly again: string
  readonly shown: boolean
  readonly strength: Strength
  /** The second typing is as long as the first and is not the same. */
  readonly differs: boolean
  readonly ready: boolean
  readonly setText: (text: string) => void
  readonly setAgain: (text: string) => void
  readonly setShown: (shown: boolean) => void
  /** Takes a suggestion: shown, so that it can be written down. */
  readonly take: (suggestion: string) => void
  readonly clear: () => void
}

const PAUSE = 120

/** `known` are words an attacker would try first: the workspace's name, the owner's. */
export function usePassphraseDraft(known: readonly string[]): PassphraseDraft {
  const [text, setText] = useState('')
  const [again, setAgain] = useState('')
  const [shown, setShown] = useState(false)
  const { strength, current } = useStrength(text, known)
  const same = shown || again === text
  return {
    text,
    again,
    shown,
    strength,
    differs: !same && again.length >= text.length,
    ready: current && same && isStrongEnough(strength),
    setText,
    setAgain,
    setShown,
    take: (suggestion) => {
      setText(suggestion)
      setAgain(suggestion)
      setShown(true)
    },
    clear: () => {
      setText('')
      setAgain('')
      setShown(false)
    },
  }
}

/** The latest estimate, and whether it is of what stands there now. */
function useStrength(text: string, known: readonly string[]) {
  const [judged, setJudged] = useState<{ of: string; strength: Strength } | null>(null)
  const knownText = known.join('\n')
  useEffect(() => {
    let latest = true
    const timer = setTimeout(() => {
      void estimateStrength(text, knownText.split('\n')).then((strength) => {
        if (latest) setJudged({ of: text, strength })
      })
    }, PAUSE)
    return () => {
      latest = false
      clearTimeout(timer)
    }
  }, [text, knownText])
  const strength: Strength = text === '' ? 'empty' : (judged?.strength ?? 'empty')
  return { strength, current: judged?.of === text }
}
