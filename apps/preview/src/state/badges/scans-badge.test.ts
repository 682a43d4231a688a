import { expect, test } from 'vitest';
import { scansBadge } from './scans-badge.ts';

const megabyte = 2 ** 20;

test.each([
  {
    name: 'Athena says dollars and its limit',
    scans: {
      engine: 'Athena',
      statements: 2,
      bytesScanned: megabyte,
      bytesBilled: 20 * megabyte,
      countedBytes: 20 * megabyte,
      dollars: 0.0001,
      maxBytes: 1_024 * megabyte,
    },
    badge: {
      text: 'Athena 1.0 MB, $0.0001',
      title:
        'Since this server started Athena scanned 1.0 MB in 2 statements, billed as 20.0 MB, $0.0001; at 1.0 GB no more statements run',
      kind: 'notice',
    },
  },
  {
    name: 'near the limit it warns by what is billed',
    scans: {
      engine: 'Athena',
      statements: 1,
      bytesScanned: 0,
      bytesBilled: 10 * megabyte,
      countedBytes: 10 * megabyte,
      dollars: 0.00005,
      maxBytes: 12 * megabyte,
    },
    badge: { kind: 'warn' },
  },
  {
    name: 'Trino costs nothing',
    scans: {
      engine: 'Trino',
      statements: 1,
      bytesScanned: megabyte,
      bytesBilled: 0,
      countedBytes: megabyte,
      dollars: 0,
      maxBytes: null,
    },
    badge: {
      text: 'Trino 1.0 MB',
      title: 'Since this server started Trino scanned 1.0 MB in 1 statement',
      kind: 'notice',
    },
  },
] as const)('$name', ({ scans, badge }) => {
  expect(scansBadge(scans)).toMatchObject(badge);
});
