import { utilityProcess, type MessagePortMain } from 'electron';
import type { EngineChild } from './engine-process.ts';

/** Starts the engine's host in a utility process of its own; its words go to the terminal that started the desktop. */
export function forkEngine(entry: string, options: readonly string[]): EngineChild<MessagePortMain> {
  const child = utilityProcess.fork(entry, [...options], { serviceName: 'Knack engine', stdio: 'inherit' });
  return {
    post: (message, ports) => child.postMessage(message, [...ports]),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}
