import { describe, expect, it } from 'vitest';
import { isEntity, kindOf, valueOf } from './values.ts';

describe('A1: a value has a sort by its form', () => {
  it.each([
    ['rake 2', 'entity', 'rake'],
    ['a Rake 12', 'entity', 'rake'],
    ['42', 'number', 'number'],
    ['$1,200.50', 'number', 'number'],
    ['o-17', 'id', 'id'],
    ['ann_bell_3668', 'id', 'id'],
    ['/var/log/app.log', 'path', 'path'],
    ['notes.txt', 'path', 'path'],
    ['"green door"', 'quoted', 'text'],
    ['green door', 'text', 'text'],
  ])('%s is of sort %s and kind %s', (raw, sort, kind) => {
    expect(valueOf(raw)).toMatchObject({ sort, kind });
  });

  it('writes values in lower case and without an article, so that one thing has one text', () => {
    expect(valueOf('the Rake 2').text).toBe(valueOf('rake 2').text);
  });

  it('takes a number of four digits for no numbered thing', () => {
    expect(isEntity('room 1999')).toBe(false);
    expect(isEntity('room 199')).toBe(true);
  });

  it('gives the kind of an entity and leaves other texts as they are', () => {
    expect(kindOf('rake 2')).toBe('rake');
    expect(kindOf('o-17')).toBe('o-17');
  });
});
