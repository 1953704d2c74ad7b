import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApi, createHost, type Host } from '../client/index.ts';
import { followRoute } from '../state/index.ts';
import { App } from './app.tsx';
import { applyTheme } from './theme.ts';

/** The composition root of the page: one host, one connection, one tree. */
export function start(page: Window, host: Host = createHost(page)): void {
  applyTheme();
  followRoute();
  const place = page.document.getElementById('root');
  if (place === null) throw new Error('The page has no element with the id root.');
  createRoot(place).render(
    <StrictMode>
      <App api={createApi(host)} />
    </StrictMode>,
  );
}
