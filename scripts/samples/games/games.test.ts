import { describe, expect, it } from 'vitest';
import { buildGames } from './index.ts';

const games = buildGames('seed');

describe('the sample games', () => {
  it('are each kind of task once in each room', () => {
    const kinds = [...games.keys()].map((path) =>
      /^games\/(\w+)-\w+-\w+-(\d)\/take_1\/game\.tw-pddl$/.exec(path)?.slice(1),
    );
    expect(kinds).toHaveLength(12);
    expect(new Set(kinds.map((kind) => kind?.join(' '))).size).toBe(12);
    expect(new Set(kinds.map((kind) => kind?.[0])).size).toBe(6);
  });

  it('are the same a second time, and others from another seed', () => {
    expect([...buildGames('seed')]).toEqual([...games]);
    expect([...buildGames('other').values()]).not.toEqual([...games.values()]);
  });

  it("use none of the household benchmark's words", () => {
    const foreign =
      /\b(mug|fridge|microwave|countertop|sinkbasin|desklamp|floorlamp|drawer|cabinet|shelf|desk|bed|sofa|safe|toilet|dresser|sidetable|coffeetable|diningtable|garbagecan|stoveburner|armchair|book|pen|pencil|cd|watch|statue|vase|candle|apple|tomato|potato|egg|lettuce|bread|knife|fork|spoon|pan|pot|plate|bowl|cup|kettle|soapbar|cloth|keychain|box|pillow|laptop|newspaper|creditcard|go to|take|put|open|close|clean|heat|cool|use|examine|receptacle|your task is|nothing happens|you arrive|in\/on)\b/i;
    // The words of PDDL and of the file itself are the format's.
    for (const [path, text] of games) expect(foreign.exec(text)?.[0], path).toBeUndefined();
  });
});
