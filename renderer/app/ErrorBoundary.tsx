import { Component, type ReactNode } from 'react'
import { Failure } from './Failure.tsx'

interface State {
  readonly error: Error | null
}

/** A fault in drawing costs one view, never the data: it says so and offers to draw again. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override readonly state: State = { error: null }

  static getDerivedStateFromError(error: Error): State {
    return { error }
  }

  override render(): ReactNode {
    if (!this.state.error) return this.props.children
    return <Failure error={this.state.error} onRetry={() => this.setState({ error: null })} />
  }
}
