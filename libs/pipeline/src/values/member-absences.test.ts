import type { Member } from '@tickerlake/record-schema';
import { expect, test } from 'vitest';
import { memberAbsences } from './member-absences.ts';

test.each<{ name: string; members: readonly Member[]; absent: readonly (readonly [string, string])[] }>([
  { name: 'a ticker alone is always a member', members: [{ ticker: 'A' }], absent: [] },
  { name: 'one that joined', members: [{ ticker: 'A', from: '2024-02-26' }], absent: [['0001-01-02', '2024-02-25']] },
  { name: 'one that left', members: [{ ticker: 'A', to: '2024-02-23' }], absent: [['2024-02-24', '9999-12-30']] },
  {
    name: 'one that left and came back',
    members: [
      { ticker: 'A', from: '2025-01-02' },
      { ticker: 'A', from: '2020-01-02', to: '2020-12-31' },
    ],
    absent: [
      ['0001-01-02', '2020-01-01'],
      ['2021-01-01', '2025-01-01'],
    ],
  },
  { name: 'one that is named alone, too', members: [{ ticker: 'A', to: '2020-12-31' }, { ticker: 'A' }], absent: [] },
])('$name', ({ members, absent }) => {
  expect(memberAbsences(members)).toEqual(
    absent.map(([from, to]) => ({ ticker: 'A', from, to, reason: 'not-a-member' })),
  );
});
