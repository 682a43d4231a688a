import { hourlyVolatilityTable, universes } from '@tickerlake/record-schema';

/** The tickers of a smoke run: the quality rules want seven. */
const tickers = universes.magnificent7;

/** A stage that a smoke run creates and removes, with all its names. */
export interface SmokeStage {
  readonly stage: string;
  readonly tickers: readonly string[];
  readonly keyParameter: string;
  readonly dispatcher: string;
  readonly orchestrator: string;
  readonly database: string;
  readonly workGroup: string;
  /** The prefix of its bucket names, used by no other bucket. */
  readonly bucketPrefix: string;
  /** A query for the hours of each ticker that readers see. */
  readonly query: string;
}

const form = /^smoke[a-z0-9]{6}$/;

/**
 * The names of a stage. Only stages of smoke runs are accepted, because everything with these names is deleted.
 *
 * @throws {RangeError} for any other stage.
 * @example
 * smokeStage('smokek3x9q2').database; // 'tickerlake_smokek3x9q2_polygon'
 */
export function smokeStage(stage: string): SmokeStage {
  if (!form.test(stage))
    throw new RangeError(
      `"${stage}" is not a stage of a smoke run: its name must be "smoke" and six letters or digits. Nothing was changed.`,
    );
  return {
    stage,
    tickers,
    keyParameter: `/tickerlake/${stage}/api-key`,
    dispatcher: `tickerlake-${stage}-dispatcher`,
    orchestrator: `tickerlake-${stage}-orchestrator`,
    database: `tickerlake_${stage}_polygon`,
    workGroup: `tickerlake-${stage}`,
    bucketPrefix: `tickerlake-${stage}-`,
    query: `select ticker, count(*) from ${hourlyVolatilityTable.name} group by ticker order by ticker`,
  };
}

/**
 * A unique stage name.
 *
 * @param random in [0, 1).
 * @example
 * freshStage(0.5); // 'smokei00000'
 */
export const freshStage = (random: number): string =>
  `smoke${Math.floor(random * 36 ** 6)
    .toString(36)
    .padStart(6, '0')}`;

/**
 * The environment of the deployment: this stage with its defaults, ignoring other settings, and without the vendor's
 * key.
 *
 * @example
 * deployEnvironment(process.env, smokeStage('smokek3x9q2'));
 */
export function deployEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  { stage }: SmokeStage,
): Record<string, string | undefined> {
  const kept = Object.entries(environment).filter(
    ([name]) => !name.startsWith('TICKERLAKE_') && !/^(MASSIVE|POLYGON)_API_KEY$/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    TICKERLAKE_STAGE: stage,
    TICKERLAKE_TICKERS: tickers.join(','),
    TICKERLAKE_SCHEDULE: 'false',
  };
}
