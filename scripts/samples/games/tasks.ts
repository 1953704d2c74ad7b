import type { WareKind } from './rooms.ts';

export interface Task {
  readonly kind: string;
  readonly ware: WareKind;
  readonly store: string;
  /** How many wares of the kind the room has at least. */
  readonly wares: number;
  readonly sentence: string;
  readonly goal: string;
}

const laid = (ware: string, store: string, state: string): string => `(exists (?s - store ?w - ware)
    (and (warekind ?w ${ware}kind) (storekind ?s ${store}kind)${state === '' ? '' : ` (${state} ?w)`} (in ?w ?s)))`;

/** A ware that has to be at a store, in a state or in any. */
function settled(ware: WareKind, store: string, state: 'rinsed' | 'roasted' | 'chilled' | ''): Task {
  return {
    kind: state === '' ? 'settle' : `settle_${state}`,
    ware,
    store,
    wares: 2,
    sentence: `Task: a ${state === '' ? '' : `${state} `}${ware} is wanted at a ${store}.`,
    goal: laid(ware, store, state),
  };
}

/** Six kinds of task; a ware and a store for each room. */
export const TASKS: readonly (readonly [Task, Task])[] = [
  [settled('vial', 'alcove', ''), settled('quill', 'basket', '')],
  [settled('tuber', 'hutch', 'rinsed'), settled('vial', 'coffer', 'rinsed')],
  [settled('sprig', 'plinth', 'roasted'), settled('tuber', 'alcove', 'roasted')],
  [settled('vial', 'basket', 'chilled'), settled('sprig', 'coffer', 'chilled')],
  [pair('quill', 'hutch'), pair('scroll', 'plinth')],
  [lit('scroll'), lit('quill')],
];

function pair(ware: WareKind, store: string): Task {
  return {
    kind: 'settle_pair',
    ware,
    store,
    wares: 3,
    sentence: `Task: two ${ware}s are wanted at one ${store}.`,
    goal: `(exists (?s - store ?w - ware ?v - ware)
    (and (storekind ?s ${store}kind) (warekind ?w ${ware}kind) (warekind ?v ${ware}kind) (not (= ?w ?v)) (in ?w ?s) (in ?v ?s)))`,
  };
}

function lit(ware: WareKind): Task {
  return {
    kind: 'hold_by_light',
    ware,
    store: 'glowstone',
    wares: 2,
    sentence: `Task: hold a ${ware} where a glowstone shines.`,
    goal: `(exists (?a - walker ?g - ware ?s - store ?p - spot ?w - ware)
    (and (warekind ?g glowstonekind) (shining ?g) (in ?g ?s) (storeat ?s ?p) (standsat ?a ?p) (warekind ?w ${ware}kind) (carries ?a ?w)))`,
  };
}
