// A new workspace in four steps. The first two write nothing; from the third on the workspace exists,
// and finishing later locks it: opening it again comes back to the step that is missing.
import { use, useState } from 'react'
import { SessionContext } from '../../app/session.ts'
import { KitStep } from './KitStep.tsx'
import { NameStep } from './NameStep.tsx'
import { PassphraseStep } from './PassphraseStep.tsx'
import { StartFromStep } from './StartFromStep.tsx'
import { useCreation } from './creation.ts'

export function SetupScreen() {
  const session = use(SessionContext)
  if (!session) return <BeforeCreation />
  return session.recoveryConfirmed ? <StartFromStep /> : <KitStep workspace={session} />
}

function BeforeCreation() {
  const creation = useCreation()
  const [step, setStep] = useState<'name' | 'passphrase'>('name')
  if (step === 'name') return <NameStep creation={creation} onNext={() => setStep('passphrase')} />
  return <PassphraseStep creation={creation} onBack={() => setStep('name')} />
}
