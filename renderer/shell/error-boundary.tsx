import { Component, type ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';

/** What an {@link ErrorBoundary} takes. */
interface ErrorBoundaryProps {
  /** Changes with the address: a new place gets a new chance. */
  readonly place: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: Error | null;
  readonly place: string;
}

/** Keeps a fault in one view from taking the whole page away. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null, place: this.props.place };

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: ErrorBoundaryState): Partial<ErrorBoundaryState> | null {
    return props.place === state.place ? null : { error: null, place: props.place };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <div className="shell-note">
        <ErrorNote
          title="This view could not be drawn"
          action={<Button onClick={() => this.setState({ error: null })}>Draw it again</Button>}
        >
          Your plan is on disk and was not touched. The fault is in the drawing: {this.state.error.message}
        </ErrorNote>
      </div>
    );
  }
}
