// Which panels make up each part of the settings: they belong to several features, and only here do
// these meet.
import { createElement, Fragment } from 'react'
import { KeychainPart } from '../features/access/KeychainPart.tsx'
import { KeyPart } from '../features/access/KeyPart.tsx'
import { OwnPassphrasePart } from '../features/access/OwnPassphrasePart.tsx'
import { PeoplePart } from '../features/access/PeoplePart.tsx'
import { BackupsPart } from '../features/backups/BackupsPart.tsx'
import { ExportPart } from '../features/backups/ExportPart.tsx'
import { SecondPlacePart } from '../features/backups/SecondPlacePart.tsx'
import { AppearancePanel } from '../features/settings/AppearancePanel.tsx'
import { CheckPart } from '../features/settings/CheckPart.tsx'
import { LockingPart } from '../features/settings/LockingPart.tsx'
import type { SettingsPart } from '../features/settings/parts.ts'
import { RecordPart } from '../features/settings/RecordPart.tsx'

const PANELS: Readonly<Record<SettingsPart, readonly (() => React.ReactNode)[]>> = {
  appearance: [AppearancePanel],
  security: [OwnPassphrasePart, KeychainPart, LockingPart, KeyPart],
  people: [PeoplePart],
  backups: [BackupsPart, SecondPlacePart, ExportPart],
  record: [CheckPart, RecordPart],
}

export function screenOf(part: SettingsPart): () => React.ReactNode {
  const panels = PANELS[part]
  return function Part() {
    return createElement(Fragment, null, ...panels.map((Panel) => createElement(Panel)))
  }
}
