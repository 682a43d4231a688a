import { type StageName, stageNames } from './errors.ts';

const stepStages = [...stageNames, 'reference', 'splits', 'crawl', 'lease', 'history'] as const;

/** What a step belongs to: a stage of the run, or work that supports it. */
export type StepStage = (typeof stepStages)[number];

const isStage = (text: string): text is StepStage => stepStages.some((stage) => stage === text);

/** The identity of a step within its run. */
export interface Step {
  readonly stage: StepStage;
  /** Which part of the stage: a chunk, a span of months, the time of a check. Omitted when the step is the whole stage. */
  readonly part?: string;
  /** From 1, the default: higher when the run builds again because another run published in between. */
  readonly round?: number;
}

/** A finished step, as a journal records it. */
export interface FinishedStep {
  readonly step: Step;
  readonly ms: number;
  /** Plain JSON. */
  readonly result: unknown;
}

/**
 * The name under which journals and durable executions remember a step.
 *
 * @example
 * stepName({ stage: 'stage', part: '2026-05', round: 2 }); // 'stage 2026-05 again 1'
 */
export function stepName({ stage, part, round = 1 }: Step): string {
  return [stage, ...(part === undefined ? [] : [part]), ...(round === 1 ? [] : [`again ${round - 1}`])].join(' ');
}

const namePattern = /^(?<stage>\S+)(?: (?!again \d+$)(?<part>.*?))?(?: again (?<again>[1-9]\d*))?$/;

/**
 * Reads a name that `stepName` wrote, in this version or an older one.
 *
 * @returns `null` for a name of an unknown stage.
 * @example
 * parseStep('check again 1'); // { stage: 'check', round: 2 }
 */
export function parseStep(name: string): Step | null {
  const { stage = '', part, again } = namePattern.exec(name)?.groups ?? {};
  if (!isStage(stage)) return null;
  return { stage, ...(part !== undefined && { part }), ...(again !== undefined && { round: Number(again) + 1 }) };
}

/**
 * The stage that an error names when a step fails: a crawl verifies what landed, and the rest prepares the run.
 *
 * @example
 * errorStageOf({ stage: 'crawl', part: 'start' }); // 'verify'
 */
export function errorStageOf({ stage }: Step): StageName {
  if (stage === 'crawl') return 'verify';
  return stage === 'reference' || stage === 'splits' || stage === 'lease' || stage === 'history' ? 'plan' : stage;
}
