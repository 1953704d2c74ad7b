/**
 * The Content Security Policy of every page, in the desktop and in the browser. Nothing inline, no other origin,
 * scripts only from our own files; the one Trusted Types policy makes the addresses of our own workers.
 *
 * @param channel the address of the WebSocket to the host, where there is one
 */
export function contentPolicy(channel: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self'${channel === null ? '' : ` ${channel}`}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types app-worker',
  ].join('; ');
}

/** The headers that go with every answer that a page is made of. */
export function pageHeaders(channel: string | null): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentPolicy(channel),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  };
}
