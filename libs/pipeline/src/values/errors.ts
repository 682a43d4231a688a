/** The stages of a run, in order. */
export const stageNames = ['plan', 'ingest', 'verify', 'stage', 'check', 'publish', 'tidy'] as const;

/** A stage of a run. */
export type StageName = (typeof stageNames)[number];

/**
 * A run that could not continue. `stage` says where, `transient` whether running again can help; nothing was published
 * unless `stage` is `tidy`.
 *
 * @example
 * try { await runPipeline(...); } catch (error) { if (error instanceof PipelineError) console.error(error.stage); }
 */
export class PipelineError extends Error {
  override readonly name: string = 'PipelineError';
  readonly stage: StageName;
  readonly transient: boolean;

  constructor(message: string, facts: { stage: StageName; transient: boolean; cause?: unknown }) {
    super(message, { cause: facts.cause });
    this.stage = facts.stage;
    this.transient = facts.transient;
  }
}

/**
 * The request is invalid: a range that is reversed or in the future, a folder that does not exist. Nothing was started.
 *
 * @example
 * throw new RequestError('--from 2026-06-01 is after --to 2026-05-01: swap them.');
 */
export class RequestError extends Error {
  override readonly name: string = 'RequestError';
  readonly transient = false;
}

/**
 * Another run holds the store.
 *
 * @example
 * try { await withRunLock(...); } catch (error) { if (error instanceof RunLockedError) console.error(error.holder.command); }
 */
export class RunLockedError extends Error {
  override readonly name: string = 'RunLockedError';
  readonly transient = true;
  readonly holder: { readonly command: string; readonly since: string };

  constructor(message: string, holder: RunLockedError['holder']) {
    super(message);
    this.holder = holder;
  }
}

/**
 * A file or object of the store, or of a replay folder, that cannot be used: malformed, truncated, missing, or out of
 * reach. `transient` says whether a retry can help.
 *
 * @example
 * throw new StoreError('releases/current.json is not valid JSON ...', { path });
 */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
  readonly transient: boolean;
  readonly path: string;

  constructor(message: string, facts: { path: string; cause?: unknown; transient?: boolean }) {
    super(message, { cause: facts.cause });
    this.path = facts.path;
    this.transient = facts.transient ?? false;
  }
}

/**
 * The environment of a Lambda is invalid. A retry does not help: fix the variables and deploy again. The message names variables, never
 * their values.
 *
 * @example
 * if (error instanceof ConfigError) console.error(error.message);
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly transient = false;

  constructor(lambda: string, problems: string) {
    super(`The environment of ${lambda} is invalid:\n${problems}\nFix the function's environment variables.`);
  }
}
