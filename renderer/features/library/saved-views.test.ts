import { expect, it } from 'vitest';
import { parseViews, viewOf, withView } from './saved-views.ts';

it('keeps of an address what makes a view', () => {
  expect(viewOf({ q: 'refund', sort: 'mean:asc', with: 'p-1', group: '' })).toEqual({ q: 'refund', sort: 'mean:asc' });
});

it('reads what it writes, and nothing else', () => {
  const views = [{ name: 'weak ones', params: { sort: 'low:asc' } }];
  expect(parseViews(JSON.stringify(views))).toEqual(views);
  for (const text of [null, '', '{', '"x"', '[{"name":""}]', '[{"name":"a","params":{"sort":1}}]'])
    expect(parseViews(text)).toEqual([]);
});

it('has one view a name, the newest last', () => {
  const views = withView(withView([], { name: 'a', params: {} }), { name: 'b', params: {} });
  expect(withView(views, { name: 'a', params: { q: 'x' } })).toEqual([
    { name: 'b', params: {} },
    { name: 'a', params: { q: 'x' } },
  ]);
});
