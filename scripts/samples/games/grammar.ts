type Symbols = Readonly<Record<string, readonly { readonly condition?: string; readonly rhs: string }[]>>;

const LIST = "[{w.indefinite + ' ' + w.name | in(w:ware, s:store)}]";

/** How things are told; `task` is the sentence of the game. */
function symbolsOf(task: string): Symbols {
  return {
    intro: [
      {
        rhs: "The apothecary is quiet. All around stand [{s.indefinite + ' ' + s.name | storeat(s:store, p:spot)}].\n\n#task#",
      },
    ],
    task: [{ rhs: task }],
    refusal: [{ rhs: 'That leads nowhere.' }],
    'walk.told': [{ rhs: 'Your steps end by {to.name}. #inside#' }],
    inside: [
      { condition: 'sealable(s:store) & unsealed(s:store)', rhs: `The {s.name} is unsealed and keeps ${LIST}.` },
      { condition: 'sealable(s:store)', rhs: 'The {s.name} is sealed.' },
      { rhs: `At the {s.name} you find ${LIST}.` },
    ],
    'unseal.told': [{ rhs: 'The seal of the {s.name} gives way. #inside#' }],
    'ware.told': [
      { condition: 'rinsed(w:ware) & roasted(w:ware)', rhs: 'A {w.name}, rinsed and roasted.' },
      { condition: 'rinsed(w:ware) & chilled(w:ware)', rhs: 'A {w.name}, rinsed and chilled.' },
      { condition: 'rinsed(w:ware)', rhs: 'A {w.name}, rinsed.' },
      { condition: 'roasted(w:ware)', rhs: 'A {w.name}, roasted.' },
      { condition: 'chilled(w:ware)', rhs: 'A {w.name}, chilled.' },
      { rhs: 'A {w.name} as any other.' },
    ],
    'satchel.told': [
      {
        condition: 'burdened(a:walker)',
        rhs: "You carry [{w.indefinite + ' ' + w.name | carries(a:walker, w:ware)}].",
      },
      { rhs: 'You carry nothing.' },
    ],
    'peer.told': [
      {
        condition: 'standsat(a:walker, p:spot) & storeat(s:store, p:spot)',
        rhs: 'Before you: [{s.name | standsat(a:walker, p:spot) & storeat(s:store, p:spot)}].',
      },
      { rhs: 'You stand by the door.' },
    ],
    'spark.told': [
      { condition: 'shining(w:ware)', rhs: 'The {w.name} begins to shine.' },
      { rhs: 'The {w.name} goes dark.' },
    ],
    list_empty: [{ rhs: 'nothing' }],
    list_separator: [{ rhs: '; ' }],
    list_last_separator: [{ rhs: '; and ' }],
  };
}

/** The commands: action, what is typed, what is answered. */
const COMMANDS = [
  ['peer', 'peer around', '#peer.told#'],
  ['satchel', 'check satchel', '#satchel.told#'],
  ['walk', 'walk over to [{s.name | storeat(s:store, to:spot)}]', '#walk.told#'],
  ['studystore', 'study {s}', '#inside#'],
  ['studyware', 'study {w}', '#ware.told#'],
  ['unseal', 'unseal {s}', '#unseal.told#'],
  ['seal', 'seal {s}', 'The {s.name} is sealed again.'],
  ['fetch', 'fetch {w} off {s}', 'The {w.name} from the {s.name} is in your hands.'],
  ['lay', 'lay {w} down at {s}', 'The {w.name} lies at the {s.name} now.'],
  ['rinse', 'rinse {w} at {s}', 'The {w.name} drips; the {s.name} has rinsed it.'],
  ['roast', 'roast {w} inside {s}', 'The {w.name} comes roasted out of the {s.name}.'],
  ['chill', 'chill {w} inside {s}', 'The {w.name} comes chilled out of the {s.name}.'],
  ['spark', 'spark {w}', '#spark.told#'],
] as const;

export function grammarOf(task: string): string {
  const actions = COMMANDS.map(
    ([name, command, feedback]) =>
      `action ${name} {\n    template :: "${command}";\n    feedback :: "${feedback}";\n}\n`,
  );
  return `grammar :: """\n${JSON.stringify(symbolsOf(task), null, 2)}\n""";\n\n${actions.join('\n')}`;
}
