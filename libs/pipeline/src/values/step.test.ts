import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorStageOf, parseStep, type Step, stepName, type StepStage } from './step.ts';

/** Names that journals of older versions hold: a killed run of such a version resumes by them. */
const cases: readonly { name: string; step: Step }[] = [
  { name: 'splits', step: { stage: 'splits' } },
  { name: 'ingest AAPL-2026-05-01', step: { stage: 'ingest', part: 'AAPL-2026-05-01' } },
  { name: 'ingest X_3a_BTCUSD-2026-05-01', step: { stage: 'ingest', part: 'X_3a_BTCUSD-2026-05-01' } },
  { name: 'verify', step: { stage: 'verify' } },
  { name: 'verify 2', step: { stage: 'verify', part: '2' } },
  { name: 'stage 2026-05', step: { stage: 'stage', part: '2026-05' } },
  { name: 'stage 2026-04 to 2026-06', step: { stage: 'stage', part: '2026-04 to 2026-06' } },
  { name: 'stage 2026-04 to 2026-06 again 2', step: { stage: 'stage', part: '2026-04 to 2026-06', round: 3 } },
  { name: 'check time', step: { stage: 'check', part: 'time' } },
  { name: 'check time again 1', step: { stage: 'check', part: 'time', round: 2 } },
  { name: 'check', step: { stage: 'check' } },
  { name: 'check again 1', step: { stage: 'check', round: 2 } },
  { name: 'publish again 2', step: { stage: 'publish', round: 3 } },
  { name: 'tidy', step: { stage: 'tidy' } },
];

describe('the name of a step', () => {
  test.each(cases)('$name is printed and parsed', ({ name, step }) => {
    expect(stepName(step)).toBe(name);
    expect(parseStep(name)).toEqual(step);
  });

  test('is parsed to the step that printed it', () => {
    const part = fc.stringMatching(/^[\w:.-]+( to [\w:.-]+)?$/).filter((text) => !/again/.test(text));
    const stage = fc.constantFrom<StepStage>('ingest', 'stage', 'check', 'crawl', 'lease');
    fc.assert(
      fc.property(stage, part, fc.integer({ min: 2, max: 99 }), (name, text, round) => {
        for (const step of [{ stage: name }, { stage: name, part: text }, { stage: name, round }])
          expect(parseStep(stepName(step))).toEqual(step);
        const whole = { stage: name, part: text, round };
        expect(parseStep(stepName(whole))).toEqual(whole);
      }),
    );
  });

  test.each(['', 'delivery 1', 'again 1', 'checks'])('%j names no step', (name) => {
    expect(parseStep(name)).toBeNull();
  });
});

test.each<{ step: Step; stage: string }>([
  { step: { stage: 'stage', part: '2026-05' }, stage: 'stage' },
  { step: { stage: 'crawl', part: 'start' }, stage: 'verify' },
  { step: { stage: 'splits' }, stage: 'plan' },
])('an error of $step.stage is an error of the stage $stage', ({ step, stage }) => {
  expect(errorStageOf(step)).toBe(stage);
});
