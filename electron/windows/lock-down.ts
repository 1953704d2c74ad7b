import type { Session, WebContents } from 'electron';
import { isLocalRequest, isOwnPage } from './page-address.ts';

/** What is used of Electron's page: so that the rules can be tried without it. */
export type LockablePage = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;
export type LockableSession = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
> & {
  readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'>;
};

/** A page stays where it is: it goes nowhere else, opens no window and no webview. */
export function lockPage(page: LockablePage): void {
  page.setWindowOpenHandler(() => ({ action: 'deny' }));
  page.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  page.on('will-frame-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  page.on('will-redirect', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  page.on('will-attach-webview', (event) => event.preventDefault());
}

/** No page asks for a permission here, but for writing text to the clipboard; none reaches the network. */
export function lockSession(session: LockableSession): void {
  const isAllowed = (permission: string, address: string): boolean =>
    permission === 'clipboard-sanitized-write' && isOwnPage(address);
  // oxlint-disable-next-line max-params -- Electron gives these four
  session.setPermissionRequestHandler((_page, permission, decide, { requestingUrl }) =>
    decide(isAllowed(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler((_page, permission, origin) => isAllowed(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isLocalRequest(url) }));
}
