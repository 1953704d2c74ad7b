// Starts the built terminal with the shortest way: compiled code is cached between starts.
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const major = Number(process.versions.node.split('.')[0]);
const built = new URL('../out/main/cli.js', import.meta.url);
if (major < 24) {
  console.error(
    `Knack needs Node 24; this is Node ${process.versions.node}. On Linux and Windows "npm ci" brings it; on macOS install Node 24.`,
  );
  process.exit(1);
}
if (!existsSync(built)) {
  console.error('Knack is not built yet. Run "npm run build" first.');
  process.exit(1);
}
// A question builds the tables of a tokenizer at once: a young heap that grows in few steps copies them less often.
setFlagsFromString('--semi-space-growth-factor=16');
// Older Nodes, which are refused above, have no such cache: a named import of it would fail before the refusal.
nodeModule.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/knack', import.meta.url)));
await import(built.href);
