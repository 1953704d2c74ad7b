import './page-policy.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, applyTheme } from './app/index.ts';
import { createApi, createHost } from './client/index.ts';

/** The composition root of the page: one host, one connection, one tree. */
applyTheme();
const place = document.getElementById('root');
if (place === null) throw new Error('The page has no element with the id root.');
createRoot(place).render(
  <StrictMode>
    <App api={createApi(createHost(window))} />
  </StrictMode>,
);
