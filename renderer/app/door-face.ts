import type { OpenWorkspace, WorkspaceState } from '../../shared/workspace/model.ts'

export type LockedState = Extract<WorkspaceState, { kind: 'locked' }>

export type Face =
  | { readonly kind: 'start'; readonly locked: LockedState | null }
  | { readonly kind: 'setup' }
  | { readonly kind: 'open'; readonly workspace: OpenWorkspace }

export function faceOf(state: WorkspaceState, path: string): Face {
  if (state.kind === 'open') return { kind: 'open', workspace: state.workspace }
  if (path === '/new') return { kind: 'setup' }
  return { kind: 'start', locked: state.kind === 'locked' ? state : null }
}
