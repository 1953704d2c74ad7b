import { ORPCError } from '@orpc/client';
import { expect, it } from 'vitest';
import { HostGoneError } from './connection.ts';
import { failureOf } from './errors.ts';

const report = { code: 'STALE', happened: 'It moved.', kept: 'All.', todo: 'Open it again.' } as const;

it('finds the report of the engine in the data of an error', () => {
  expect(failureOf(new ORPCError('STALE', { data: report }))).toEqual({ kind: 'report', report });
});

it('knows what a person cancelled and what the host took with it', () => {
  expect(failureOf(new ORPCError('CANCELLED', { data: { ...report, code: 'CANCELLED' } }))).toEqual({
    kind: 'cancelled',
  });
  expect(failureOf(new DOMException('', 'AbortError'))).toEqual({ kind: 'cancelled' });
  expect(failureOf(new HostGoneError())).toEqual({ kind: 'host-gone' });
});

it('keeps the words of anything else', () => {
  expect(failureOf(new Error('odd'))).toMatchObject({ kind: 'report', report: { code: 'INTERNAL', happened: 'odd' } });
  expect(failureOf(new ORPCError('X', { message: 'no data', data: { code: 'nonsense' } }))).toMatchObject({
    kind: 'report',
    report: { happened: 'no data' },
  });
});
