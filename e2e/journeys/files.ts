import { writeFile } from 'node:fs/promises';

const talk = (question: string, turns: readonly (readonly [string, string])[]): readonly object[] => [
  { role: 'user', content: question },
  ...turns.flatMap(([act, answer]) => [
    { role: 'assistant', content: act },
    { role: 'user', content: answer },
  ]),
];

/** Eight talks with a rating from 1 to 5 (three of 4 and more), record 2 is no JSON, record 6 no talk. */
export async function writeRatedTalks(file: string): Promise<string> {
  const lines = [5, 2, 4, 1, 3, 4, 2, 1].map((rating, index) =>
    JSON.stringify({
      messages: talk(`Water the ferns in row ${index + 1}.`, [
        ['fill can', 'The can is full.'],
        [`pour can over row ${index + 1}`, rating > 2 ? 'The ferns drip.' : 'The can leaks.'],
      ]),
      rating,
    }),
  );
  lines.splice(2, 0, '{"messages": [{"role": "user", "content": "cut');
  lines.splice(6, 0, JSON.stringify({ note: 'no talk at all' }));
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

/** Talks enough that an import of them takes seconds: there is time to cancel it. */
export async function writeLargeFile(file: string): Promise<string> {
  const episodes = 12_000;
  const lines = Array.from({ length: episodes }, (_, index) =>
    JSON.stringify({
      messages: talk(
        `Carry crate ${index} to shelf ${index % 97}.`,
        Array.from(
          { length: 12 },
          (_, turn) =>
            [
              turn % 2 === 0
                ? `push cart ${(index * 7 + turn) % 53}`
                : `stack crate ${index} on shelf ${(index + turn) % 97}`,
              turn % 3 === 0
                ? `The cart stands in aisle ${(index + turn) % 31}.`
                : `Shelf ${index % 97} holds ${turn} crates.`,
            ] as const,
        ),
      ),
      reward: index % 3 === 0 ? 0 : 1,
    }),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}
