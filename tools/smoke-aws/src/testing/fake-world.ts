import type { RunState, SmokeWorld } from '../smoke-world.ts';

/** A stand-in that records its calls in order. */
export interface FakeWorld {
  readonly world: SmokeWorld;
  readonly calls: readonly string[];
}

/**
 * Creates a stand-in in which only the given steps fail.
 *
 * @param statuses the successive statuses of the run; the last one repeats.
 * @example
 * const { world, calls } = createFakeWorld({ failing: ['deploy'] });
 */
export function createFakeWorld(options: {
  readonly failing?: readonly string[];
  readonly statuses?: readonly RunState['status'][];
  readonly tickers?: readonly string[];
  readonly onCall?: (name: string) => void;
}): FakeWorld {
  const { failing = [], statuses = ['SUCCEEDED'], tickers = [], onCall } = options;
  const calls: string[] = [];
  let looks = 0;
  const answer = async <Result>(name: string, argument: string, result: Result): Promise<Result> => {
    calls.push(argument === '' ? name : `${name} ${argument}`);
    onCall?.(name);
    if (failing.includes(name)) throw new Error(`${name} is broken`);
    return result;
  };
  const world: SmokeWorld = {
    putKey: (parameter) => answer('putKey', parameter, undefined),
    deleteKey: (parameter) => answer('deleteKey', parameter, undefined),
    deploy: () => answer('deploy', '', undefined),
    destroy: () => answer('destroy', '', undefined),
    startRun: (dispatcher, at) => answer('startRun', `${dispatcher} ${at.toISOString()}`, undefined),
    runState: (orchestrator) => {
      const status = statuses[Math.min(looks++, statuses.length - 1)] ?? null;
      return answer('runState', orchestrator, { status, reason: status === 'FAILED' ? 'a check failed' : null });
    },
    stopRuns: (orchestrator) => answer('stopRuns', orchestrator, undefined),
    readHours: (sql, { database, workGroup }) =>
      answer(
        'readHours',
        `${database} ${workGroup}`,
        tickers.map((ticker) => ({ ticker, hours: sql === '' ? 0 : 7 })),
      ),
    listBuckets: (prefix) =>
      answer(
        'listBuckets',
        prefix,
        ['accesslogs1', 'lake1', 'results1'].map((name) => `${prefix}buckets${name}`),
      ),
    removeBucket: (bucket) => answer('removeBucket', bucket, undefined),
    removeDatabase: (database) => answer('removeDatabase', database, undefined),
  };
  return { world, calls };
}
