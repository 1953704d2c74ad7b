import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { hrefOf } from '../state/index.ts';
import { Button, ButtonLink } from '../ui/index.ts';

interface BoundaryProps {
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly error: Error | null;
}

/** Keeps a view that throws from taking the application with it. */
export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Crash error={error} onAgain={() => this.setState({ error: null })} />;
  }
}

function Crash({ error, onAgain }: { readonly error: Error; onAgain(): void }) {
  const t = useTranslations('app');
  const common = useTranslations('common');
  return (
    <div className="state state-error" role="alert">
      <h2>{t('crash.title')}</h2>
      <dl>
        <dt>{common('errorKept')}</dt>
        <dd>{t('crash.kept')}</dd>
        <dt>{common('errorTodo')}</dt>
        <dd>{t('crash.todo')}</dd>
      </dl>
      <pre className="small muted">{error.message}</pre>
      <div className="row-wrap">
        <Button onClick={onAgain}>{t('crash.again')}</Button>
        <ButtonLink href={hrefOf({ view: 'library' })}>{t('crash.home')}</ButtonLink>
      </div>
    </div>
  );
}
