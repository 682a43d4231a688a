import { describe, expect, test } from 'vitest';
import { compareWithTrino, hasTrinoAnswers } from './testing/compare-with-trino.ts';

describe.skipIf(!hasTrinoAnswers)('statements that Trino 476 has answered (skipped: ../shared/cases is absent)', () => {
  test('are answered as by Trino or refused: all of them', async () => {
    const found = await compareWithTrino(1);
    expect(found.different).toEqual([]);
    expect(found.equal).toBeGreaterThanOrEqual(545);
  }, 900_000);
});
