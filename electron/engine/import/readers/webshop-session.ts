import type { JsonValue, Step } from '../../../../shared/model/index.ts';
import { asList, asObject, asText, extraOf, type JsonObject, member, textOf } from '../json-view.ts';
import { outcomeOfReward } from '../outcome/index.ts';
import { type Draft, episode, type Found, type RawRecord, type Reader, rejected, type Session } from '../reader.ts';

/** Pages of one session that are held until its end. */
const PAGES_AT_MOST = 10_000;
const PAGES: ReadonlySet<string> = new Set(['index', 'search_results', 'item_page', 'item_sub_page', 'done']);

/** WebShop's own session logs: a line a page that was visited; what was done is told by the page that came of it. */
export const webshopSession: Reader = {
  format: 'webshop-session',
  claim(sample) {
    const known = sample.records.filter((record) => pageIn(record.value) !== null).length;
    if (known === 0 || known * 2 <= sample.records.length) return null;
    return { confidence: 0.95, reason: 'pages of a shop with an instruction, one after the other', unit: 'record' };
  },
  open,
};

interface Page {
  readonly name: string;
  /** The session in the address; pages of several sessions may stand in one file. */
  readonly session: string;
  readonly goal: JsonObject;
  readonly content: JsonObject;
  readonly record: JsonObject;
}

function pageIn(value: JsonValue): Page | null {
  const record = asObject(value) ?? {};
  const [name, url] = [asText(member(record, 'page')), asText(member(record, 'url'))];
  const goal = asObject(member(record, 'goal'));
  if (name === null || !PAGES.has(name) || url === null || typeof goal?.['instruction_text'] !== 'string') return null;
  const parts = url.replace(/^[a-z]{1,10}:\/\/[^/]*/, '').split('/');
  return {
    name,
    session: (name === 'index' ? parts[1] : parts[2]) ?? '',
    goal,
    content: asObject(record['content']) ?? {},
    record,
  };
}

function open(): Session {
  let pages: Page[] = [];
  let first = 0;
  const close = (): readonly Found[] => {
    const [start] = pages;
    if (start === undefined) return [];
    const found = episode(first, draftOf(pages, start), pages.at(-1)?.record ?? null);
    pages = [];
    return [found];
  };
  return {
    *take({ index, value }: RawRecord): Generator<Found> {
      const page = pageIn(value);
      if (page === null) {
        yield rejected(index, 'it is no page of a session');
        return;
      }
      const last = pages.at(-1);
      if (last !== undefined && (last.session !== page.session || last.name === 'done')) yield* close();
      if (pages.length >= PAGES_AT_MOST) {
        yield rejected(index, `the session has more than ${PAGES_AT_MOST} pages`);
        return;
      }
      if (pages.length === 0) first = index;
      pages.push(page);
    },
    end: close,
  };
}

function draftOf(pages: readonly Page[], start: Page): Draft {
  const steps = pages.slice(1).flatMap((page, index) => stepsTo(page, pages[index] ?? start));
  const done = pages.findLast((page) => page.name === 'done')?.record;
  const reward = done?.['reward'];
  const outcome = outcomeOfReward(reward);
  const { instruction_text: instruction, ...goal } = start.goal;
  return {
    goal: textOf(instruction).trim(),
    context: shown(start),
    steps,
    outcome,
    ...(typeof reward === 'number' && outcome !== 'unknown'
      ? { reward, verdict: { field: 'reward', value: reward } }
      : {}),
    title: start.session,
    ...extraOf({ goal }, done?.['reward_info'] === undefined ? {} : { reward_info: done['reward_info'] }),
  };
}

/** What led from one page to the next; the same page twice is a reload and no step. */
function stepsTo(page: Page, before: Page): readonly Step[] {
  const actions = actionsTo(page, before);
  return actions.map((text, index) => ({
    action: { kind: 'text', text },
    observation: index === actions.length - 1 ? shown(page) : '',
  }));
}

function actionsTo(page: Page, before: Page): readonly string[] {
  switch (page.name) {
    case 'done':
      return ['click[Buy Now]'];
    case 'index':
      return before.name === 'index' ? [] : ['click[Back to Search]'];
    case 'search_results':
      return searched(page, before);
    case 'item_page':
      return opened(page, before);
    default:
      return shown(page) === shown(before) ? [] : [`click[${subPageOf(page)}]`];
  }
}

function searched(page: Page, before: Page): readonly string[] {
  const words = keywordsOf(page);
  const search = `search[${words}]`;
  if (before.name === 'index') return [search];
  if (words !== keywordsOf(before)) return ['click[Back to Search]', search];
  const [now, then] = [Number(page.content['page'] ?? 1), Number(before.content['page'] ?? 1)];
  if (before.name === 'search_results') return now === then ? [] : [now > then ? 'click[Next >]' : 'click[< Prev]'];
  return ['click[< Prev]'];
}

function opened(page: Page, before: Page): readonly string[] {
  const asin = textOf(page.content['asin']);
  const isSame = textOf(before.content['asin']) === asin;
  if (before.name === 'item_sub_page' && isSame) return ['click[< Prev]'];
  if (before.name !== 'item_page' || !isSame) return [`click[${asin}]`];
  const had = asObject(before.content['options']) ?? {};
  const chosen = Object.entries(asObject(page.content['options']) ?? {});
  return chosen
    .filter(([key, value]) => textOf(had[key]) !== textOf(value))
    .map(([, value]) => `click[${textOf(value)}]`);
}

function subPageOf(page: Page): string {
  const url = asText(page.record['url']) ?? '';
  return ['Description', 'Features', 'Reviews', 'Attributes'].find((name) => url.includes(`/${name}`)) ?? 'Description';
}

/** Words as a list, or as Python wrote one. */
function keywordsOf({ content }: Page): string {
  const words = content['keywords'];
  const list = asList(words);
  if (list !== null) return list.map(textOf).join(' ');
  return textOf(words)
    .replace(/^\[|\]$/g, '')
    .replaceAll(/'([^']*)',?/g, '$1')
    .trim();
}

/** A page as text: its name, and a line for each of its fields. */
function shown({ name, content, record }: Page): string {
  const reward = name === 'done' && typeof record['reward'] === 'number' ? [`reward: ${record['reward']}`] : [];
  const lines = Object.entries(content).flatMap(([key, value]) => {
    if (key === 'keywords') return [];
    const list = asList(value);
    const options = asObject(value);
    const text = list === null ? textOf(value) : list.map(textOf).join(', ');
    return options === null
      ? [`${key}: ${text}`]
      : Object.entries(options).map(([name, one]) => `${name}: ${textOf(one)}`);
  });
  return [name, ...lines, ...reward].join('\n');
}
