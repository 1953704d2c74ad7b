import { CSPProvider } from '@base-ui/react/csp-provider';
import { lazy, Suspense } from 'react';
import { ApiProvider, useHello, type Api } from '../client/index.ts';
import { ErrorState, LoadingState, ToastProvider, TooltipProvider } from '../ui/index.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import './app.css';
import { ConnectionBar } from './connection-bar.tsx';
import { InLanguage } from './in-language.tsx';
import { MutationToasts } from './mutation-toasts.tsx';
import { Shell } from './shell.tsx';
import { Welcome } from './welcome.tsx';

/** Files can be dropped on any view; what takes them is loaded after the first picture. */
const DropAnywhere = lazy(async () => ({ default: (await import('../features/import/index.ts')).DropAnywhere }));

export function App({ api }: { readonly api: Api }) {
  return (
    <CSPProvider disableStyleElements>
      <InLanguage host={api.host}>
        <ApiProvider api={api}>
          <TooltipProvider>
            <ToastProvider>
              <MutationToasts />
              <ConnectionBar />
              <Start />
              <Suspense fallback={null}>
                <DropAnywhere />
              </Suspense>
            </ToastProvider>
          </TooltipProvider>
        </ApiProvider>
      </InLanguage>
    </CSPProvider>
  );
}

/** Nothing is known, no memory is open, or one is. */
function Start() {
  const hello = useHello();
  if (hello.data !== undefined)
    return hello.data.memory === null ? <Welcome hello={hello.data} /> : <Shell memory={hello.data.memory} />;
  if (hello.error !== null) return <ErrorState error={hello.error} onRetry={() => void hello.refetch()} />;
  return <LoadingState />;
}
