import type { Answer, Asked } from './front-request.ts';
import { toCrawlerAnswer } from './crawler-answer.ts';
import { answerColumnStatistics, type StatisticsStore } from './column-statistics.ts';
import { createTurns } from './take-turns.ts';
import { type GlueFault, parseFaults } from './glue-faults.ts';

/** The front's Glue: moto plus what moto lacks. */
export interface GlueGaps {
  /** `'cut'` means no response: the connection is closed. */
  answer(action: string, asked: Asked): Promise<Answer | 'cut'>;
  /** Replaces an owner's faults for the next calls, given as JSON; an empty list clears them. */
  setFaults(json: string, owner?: string): void;
  reset(): void;
}

interface TableAnswer {
  readonly Table: { readonly VersionId?: string; readonly Parameters?: Readonly<Record<string, string>> };
}
interface TableUpdate {
  readonly DatabaseName: string;
  readonly VersionId?: string;
  readonly TableInput: { readonly Name: string; readonly Parameters?: Readonly<Record<string, string>> };
}

/**
 * Handles Glue's actions. Column statistics and functions are kept here. `UpdateTable` compares `VersionId`, one update
 * of a table at a time, as AWS does and moto does not. A crawler's last crawl is rewritten to match AWS. Everything
 * else is forwarded to moto.
 *
 * @example
 * const glue = createGlueGaps((request) => forward('http://127.0.0.1:5000', request));
 */
export function createGlueGaps(forward: (asked: Asked) => Promise<Answer>): GlueGaps {
  const statistics: StatisticsStore = new Map();
  const takeTurn = createTurns();
  let faults: (GlueFault & { readonly owner: string })[] = [];

  async function updateTable(asked: Asked): Promise<Answer> {
    const update = JSON.parse(asked.body.toString('utf8')) as TableUpdate;
    if (update.VersionId === undefined) return forward(asked);
    const body = Buffer.from(JSON.stringify({ DatabaseName: update.DatabaseName, Name: update.TableInput.Name }));
    const found = await forward({ ...asked, headers: { ...asked.headers, 'x-amz-target': 'AWSGlue.GetTable' }, body });
    if (found.status !== 200) return found;
    const { Table } = JSON.parse(found.body.toString('utf8')) as TableAnswer;
    if (Table.VersionId === update.VersionId) return forward(asked);
    const location = update.TableInput.Parameters?.['metadata_location'];
    const isRepeated = location !== undefined && location === Table.Parameters?.['metadata_location'];
    if (isRepeated && takeFault('UpdateTable', asked, ['forgive-repeated']) !== undefined) return glueAnswer({});
    return glueError(
      'ConcurrentModificationException',
      `Update table failed due to concurrent modifications: version ${update.VersionId} of ${update.TableInput.Name} is not the current one.`,
    );
  }

  async function act(action: string, asked: Asked): Promise<Answer> {
    if (action === 'GetUserDefinedFunctions') return glueAnswer({ UserDefinedFunctions: [] });
    const known = answerColumnStatistics(statistics, action, asked.body.toString('utf8'));
    if (known !== null) return glueAnswer(known);
    if (action === 'GetCrawler') return toCrawlerAnswer(await forward(asked));
    if (action !== 'UpdateTable') return forward(asked);
    const { DatabaseName, TableInput } = JSON.parse(asked.body.toString('utf8')) as TableUpdate;
    return takeTurn(`${DatabaseName}.${TableInput.Name}`, () => updateTable(asked));
  }

  function takeFault(action: string, asked: Asked, kinds: readonly GlueFault['kind'][]): GlueFault | undefined {
    const fault = faults.find(
      (each) =>
        each.action === action && kinds.includes(each.kind) && each.times > 0 && asked.body.includes(each.about),
    );
    if (fault !== undefined) fault.times -= 1;
    return fault;
  }

  return {
    async answer(action, asked) {
      const fault = takeFault(action, asked, ['refuse', 'lose-answer', 'answer-500']);
      if (fault === undefined) return act(action, asked);
      if (fault.kind === 'refuse') return glueError('ThrottlingException', 'Rate exceeded');
      await act(action, asked);
      return fault.kind === 'lose-answer'
        ? 'cut'
        : { ...glueError('InternalServiceException', 'The response was lost.'), status: 500 };
    },
    setFaults(json, owner = '') {
      const own = parseFaults(json).map((fault) => ({ ...fault, owner }));
      faults = [...faults.filter((fault) => fault.owner !== owner), ...own];
    },
    reset() {
      statistics.clear();
      faults = [];
    },
  };
}

function glueAnswer(value: object): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: Buffer.from(JSON.stringify(value)),
  };
}

function glueError(type: string, message: string): Answer {
  return { ...glueAnswer({ __type: type, Message: message }), status: 400 };
}
