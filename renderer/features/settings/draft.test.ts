import { describe, expect, it } from 'vitest';
import { defaultSettings, settingsSchema } from '../../../shared/model/index.ts';
import en from '../../messages/en/settings.json' with { type: 'json' };
import { readDraft, textOf } from './draft.ts';
import { settingNames } from './fields.ts';

describe('readDraft', () => {
  it('changes nothing without a draft', () => {
    expect(readDraft(defaultSettings, {})).toEqual({ settings: defaultSettings, faults: new Map(), changed: [] });
  });

  it('reads numbers, caps and choices', () => {
    const { settings, changed } = readDraft(defaultSettings, {
      lambda: ' 0,1 ',
      maxProcedures: '',
      maxMetaProcedures: '50',
      information: 'voi',
      minSupport: '3',
    });
    expect(settings).toMatchObject({ lambda: 0.1, maxProcedures: null, maxMetaProcedures: 50, information: 'voi' });
    expect(changed).toEqual(['lambda', 'information', 'maxProcedures']);
  });

  it('says for each field what is wrong with it', () => {
    const { settings, faults } = readDraft(defaultSettings, {
      lambda: '-1',
      threshold: '2',
      minSupport: '2.5',
      stepCost: 'much',
      metaShare: '',
      priorAlpha: '0',
      embeddingModel: ' ',
      information: 'guess',
    });
    expect(settings).toBeNull();
    expect(Object.fromEntries(faults)).toEqual({
      lambda: { kind: 'least', bound: 0 },
      threshold: { kind: 'most', bound: 1 },
      minSupport: { kind: 'whole' },
      stepCost: { kind: 'number' },
      metaShare: { kind: 'number' },
      priorAlpha: { kind: 'above', bound: 0 },
      embeddingModel: { kind: 'text' },
      information: { kind: 'other' },
    });
  });
});

describe('the form', () => {
  it('has a field with words for every constant of the schema', () => {
    const names = settingsSchema.unwrap().keyof().options;
    // Merges are taken back where they are shown; the journal has words for it too.
    const edited = names.filter((name) => name !== 'keptApart');
    expect(settingNames.toSorted()).toEqual(edited.toSorted());
    expect(Object.keys(en.fields).toSorted()).toEqual(names.toSorted());
  });

  it('keeps what is not edited here', () => {
    const saved = { ...defaultSettings, keptApart: 'p-0123456789abcdef' };
    expect(readDraft(saved, { lambda: '2' }).settings).toEqual({ ...saved, lambda: 2 });
  });

  it('shows no cap as an empty field', () => {
    expect(textOf(null)).toBe('');
    expect(textOf(0.85)).toBe('0.85');
  });
});
