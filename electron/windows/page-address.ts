/** The application's pages have an origin of their own, so that nothing is loaded from `file:`. */
export const pageScheme = 'app';
export const pageOrigin = 'app://knack';
export const pageAddress = `${pageOrigin}/index.html`;

/** Whether an address is one of our own pages: the origin exactly, not a prefix of it. */
export function isOwnPage(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${pageScheme}:` && url.host === 'knack';
}

/** Whether the engine of the window may ask for this address at all; everything else stays in the machine. */
export function isLocalRequest(address: string): boolean {
  return isOwnPage(address) || /^(blob:app:\/\/knack\/|data:|devtools:)/.test(address);
}

const idPattern = /^[\w.~%-]{1,200}$/;

/**
 * Turns a deep link (`knack://procedure/ID`) into the address of a view (`#/procedure/ID`). Anybody can write a
 * link, so it may show something and nothing else: parameters are dropped, and what is no plain name is null.
 */
export function viewOfDeepLink(link: string): string | null {
  const url = URL.parse(link);
  if (url === null || url.protocol !== 'knack:') return null;
  const view = url.host;
  const id = url.pathname.replace(/^\/|\/$/g, '');
  if (!/^[a-z]{1,40}$/.test(view) || (id !== '' && !idPattern.test(id))) return null;
  return id === '' ? `#/${view}` : `#/${view}/${id}`;
}
