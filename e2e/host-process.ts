import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '..');

/** A running local host of the built application. */
export interface HostProcess {
  readonly address: string;
  readonly pid: number;
  /** Everything that it wrote so far. */
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface HostOptions {
  readonly memory?: string;
  /** Where the host keeps what it remembers outside any memory. */
  readonly data: string;
  /** Files or folders to look at, as `npm start -- FILE...` passes them. */
  readonly files?: readonly string[];
  /** The home folder that it sees; without one, that of the user. */
  readonly home?: string;
}

/** Starts the built host with Node, on a free port. */
export async function startHost(options: HostOptions): Promise<HostProcess> {
  const memory = options.memory === undefined ? [] : ['--memory', options.memory];
  const child = spawn(
    process.execPath,
    [resolve(root, 'out/main/serve.js'), '--no-open', '--data', options.data, ...memory, ...(options.files ?? [])],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.home === undefined ? {} : { env: { ...process.env, HOME: options.home, USERPROFILE: options.home } }),
    },
  );
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const address = await new Promise<string>((found, failed) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      output += `${line}\n`;
      const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(line)?.[0];
      if (address !== undefined) found(address);
    });
    child.once('exit', (code) => failed(new Error(`The host ended with status ${code}.\n${output}`)));
  });
  return {
    address,
    pid: child.pid ?? 0,
    output: () => output,
    stop: (signal = 'SIGTERM') => stop(child, signal),
  };
}

function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((done) => {
    child.once('exit', (code) => done(code));
    child.kill(signal);
  });
}
