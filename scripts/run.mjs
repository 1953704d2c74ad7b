// Plain JavaScript on purpose: any Node reads it, and says in one line what is missing before a .ts file fails to load.
const [script, ...rest] = process.argv.slice(2);
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Knack needs Node 24; this is Node ${process.versions.node}. On Linux and Windows "npm ci" brings it; on macOS install Node 24 and run "npm ci" again.`,
  );
  process.exit(1);
}
const { main } = await import(new URL(`./${script}.ts`, import.meta.url).href);
process.exitCode = await main(rest);
