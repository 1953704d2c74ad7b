import { runCli } from './cli/run.ts';

// Whoever reads us may stop reading (`| head`): then there is nobody to tell, and no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    if (stream === process.stdout) console.error(`The answer could not be written (${error.code ?? error.message}).`);
    process.exit(1);
  });
}

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
});
