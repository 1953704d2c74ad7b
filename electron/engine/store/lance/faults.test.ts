import { expect, it } from 'vitest';
import { faultOf } from './faults.ts';

it('what the database says is given without the place in its own source', () => {
  const message =
    'lance error: LanceError(IO): Object at location /m/evidence.lance not found, /build/.cargo/registry/src/lance-io-1.2.3/src/local.rs:42:17\nmore';
  const { happened } = faultOf(new Error(message), { uri: '/m', table: 'evidence' });
  expect(happened).toBe(
    'The table "evidence" of the memory /m is damaged: lance error: LanceError(IO): Object at location /m/evidence.lance not found.',
  );
});
