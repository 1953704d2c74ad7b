import { describe, expect, it } from 'vitest';
import { completeLockfile } from './lockfile.ts';

const lock = {
  packages: {
    '': {},
    'node_modules/a': {
      version: '1.0.0',
      optionalDependencies: {
        'a-linux-x64-gnu': '1.0.0',
        'a-linux-arm64-musl': '1.0.0',
        'a-darwin-arm64': '1.0.0',
        'a-win32-x64-msvc': '1.0.0',
        'a-wasm32-wasi': '1.0.0',
        'plain-optional': '1.0.0',
        'b-linux-x64': '^1.0.0',
      },
    },
    'node_modules/a-linux-x64-gnu': { version: '1.0.0', optional: true },
    'node_modules/x/node_modules/c': {
      version: '2.0.0',
      optionalDependencies: { 'c-linux-x64': '2.0.0', 'd-linux-x64': '2.0.0' },
    },
    'node_modules/x/node_modules/c-linux-x64': { version: '2.0.0' },
    'node_modules/d-linux-x64': { version: '2.0.0' },
  },
};

describe('completing the lock file', () => {
  const { lock: complete, added } = completeLockfile(lock);

  it('adds what is missing with its platform, and nothing else', () => {
    expect(added).toEqual([
      'node_modules/a-darwin-arm64',
      'node_modules/a-linux-arm64-musl',
      'node_modules/a-wasm32-wasi',
      'node_modules/a-win32-x64-msvc',
    ]);
    expect(complete.packages['node_modules/a-linux-arm64-musl']).toEqual({
      version: '1.0.0',
      optional: true,
      os: ['linux'],
      cpu: ['arm64'],
      libc: ['musl'],
    });
    expect(complete.packages['node_modules/a-wasm32-wasi']).toEqual({
      version: '1.0.0',
      optional: true,
      cpu: ['wasm32'],
    });
  });

  it('has nothing to do the second time', () => {
    expect(completeLockfile(complete).added).toEqual([]);
  });
});
