import { readFileSync } from 'node:fs';
import { importInto, openTestMemory } from '../fixtures/memory.fixture.ts';

// A process to be killed: it imports a folder, and says on stdout when files are known to be done.

const [uri = '', folder = ''] = process.argv.slice(2);
const memory = await openTestMemory(uri);
const lines = (): number => {
  try {
    return (
      readFileSync(`${uri}/import.jsonl`, 'utf8')
        .split('\n')
        .filter((line) => line !== '').length - 1
    );
  } catch {
    return 0;
  }
};
const timer = setInterval(() => process.stdout.write(`staged ${lines()}\n`), 1);
await importInto(memory, [folder]);
clearInterval(timer);
await memory.close();
process.stdout.write('done\n');
