import { writeFile } from 'node:fs/promises';

type Turn = readonly [tool: string, given: Readonly<Record<string, string | number>>, answer: string];

const talk = (question: string, turns: readonly Turn[]): readonly object[] => [
  { role: 'user', content: question },
  ...turns.flatMap(([name, given, answer], index) => [
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: `call_${index}`, type: 'function', function: { name, arguments: JSON.stringify(given) } }],
    },
    { role: 'tool', tool_call_id: `call_${index}`, content: answer },
  ]),
];

/** Eight talks with a rating from 1 to 5 (three of 4 and more), record 2 is no JSON, record 6 no talk. */
export async function writeRatedTalks(file: string): Promise<string> {
  const lines = [5, 2, 4, 1, 3, 4, 2, 1].map((rating, index) =>
    JSON.stringify({
      messages: talk(`Water the ferns in row ${index + 1}.`, [
        ['fill_can', { litres: 5 }, 'The can is full.'],
        ['pour_can', { row: index + 1 }, rating > 2 ? 'The ferns drip.' : 'The can leaks.'],
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
  const lines = Array.from({ length: 8000 }, (_, index) =>
    JSON.stringify({
      messages: talk(
        `Carry crate ${index} to shelf ${index % 97}.`,
        Array.from({ length: 12 }, (_, turn): Turn =>
          turn % 2 === 0
            ? ['push_cart', { aisle: (index * 7 + turn) % 53 }, `The cart stands in aisle ${(index + turn) % 31}.`]
            : [
                'stack_crate',
                { crate: index, shelf: (index + turn) % 97 },
                `Shelf ${index % 97} holds ${turn} crates.`,
              ],
        ),
      ),
      reward: index % 3 === 0 ? 0 : 1,
    }),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}
