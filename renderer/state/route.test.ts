import { describe, expect, it } from 'vitest';
import { homeRoute, hrefOf, parseRoute } from './route.ts';

describe('route', () => {
  it('reads back what it writes', () => {
    const target = { view: 'procedure', id: 'a/b c%', params: { tab: 'posterior', at: '3' } } as const;
    expect(parseRoute(hrefOf(target))).toEqual(target);
  });

  it('gives one address to one state', () => {
    expect(hrefOf({ view: 'library', params: { b: '2', a: '1' } })).toBe(
      hrefOf({ view: 'library', params: { a: '1', b: '2' } }),
    );
  });

  it('leaves out empty parameters', () => {
    expect(hrefOf({ view: 'library', params: { q: '', sort: undefined } })).toBe('#/library');
  });

  it('begins in the library, and says so when there is no such view', () => {
    expect(parseRoute('')).toEqual(homeRoute);
    expect(parseRoute('#/nowhere/1')).toEqual({ view: 'missing', id: 'nowhere', params: {} });
  });

  it('survives a stray percent sign', () => {
    expect(parseRoute('#/procedure/50%').id).toBe('50%');
  });
});
