import type { GlueTableInput } from '@tickerlake/athena-sql';
import { StoreError } from '../../values/errors.ts';
import { toAwsFailure } from '../../storage/objects/aws-failure.ts';

/**
 * The part of Glue that the lake needs, as the class `Glue` of `@aws-sdk/client-glue` (v3) has it: pass one as it is.
 *
 * @example
 * const glue: LakeGlue = new Glue({ region: 'us-east-1' });
 */
export interface LakeGlue {
  createDatabase(input: { DatabaseInput: { Name: string; Description: string; LocationUri: string } }): Promise<object>;
  getDatabase(input: { Name: string }): Promise<object>;
  getTable(input: { DatabaseName: string; Name: string }): Promise<{ Table?: LakeGlueTable | undefined }>;
  getTables(input: {
    DatabaseName: string;
    Expression: string;
    NextToken?: string;
  }): Promise<{ TableList?: readonly { Name: string | undefined }[] | undefined; NextToken?: string | undefined }>;
  createTable(input: { DatabaseName: string; TableInput: GlueTableInput }): Promise<object>;
  updateTable(input: {
    DatabaseName: string;
    TableInput: { Name: string | undefined; Parameters: Record<string, string> };
    VersionId: string;
    SkipArchive: boolean;
  }): Promise<object>;
  deleteTable(input: { DatabaseName: string; Name: string }): Promise<object>;
}

/** A table as Glue returns it; other fields are sent back unchanged. */
export interface LakeGlueTable {
  DatabaseName?: string | undefined;
  Name: string | undefined;
  VersionId?: string | undefined;
  Parameters?: Record<string, string> | undefined;
  StorageDescriptor?:
    | {
        Columns?:
          | { Name: string | undefined; Type?: string | undefined; Parameters?: Record<string, string> | undefined }[]
          | undefined;
      }
    | undefined;
}

/**
 * Whether Glue reported that an entity does not exist.
 *
 * @example
 * await glue.deleteTable(input).catch((cause) => { if (!isMissingInGlue(cause)) throw cause; });
 */
export const isMissingInGlue = (cause: unknown): boolean =>
  cause instanceof Error && cause.name === 'EntityNotFoundException';

/**
 * A table or view; null when there is none of that name.
 *
 * @example
 * (await findTable({ glue, database }, 'bars'))?.VersionId;
 */
export async function findTable(
  { glue, database }: { readonly glue: Pick<LakeGlue, 'getTable'>; readonly database: string },
  name: string,
): Promise<LakeGlueTable | null> {
  const answer = await glue.getTable({ DatabaseName: database, Name: name }).catch((cause: unknown) => {
    if (isMissingInGlue(cause)) return null;
    throw cause;
  });
  return answer?.Table ?? null;
}

/**
 * Ignores AlreadyExists: another run was faster, or an earlier call succeeded although its response was lost.
 *
 * @throws any other cause.
 * @example
 * await glue.createTable(input).catch(ignoreAlreadyExists);
 */
export function ignoreAlreadyExists(cause: unknown): void {
  if (!(cause instanceof Error && cause.name === 'AlreadyExistsException')) throw cause;
}

/**
 * The same Glue, whose failures say what to do next. Errors that callers handle are unchanged: something missing, something
 * that already exists, a table that was changed concurrently.
 *
 * @throws {StoreError} by its calls.
 * @example
 * const glue = withAdvice(new Glue({ region: 'us-east-1' }));
 */
export function withAdvice(glue: LakeGlue): LakeGlue {
  const advised =
    <Input extends object, Output>(action: string, call: (input: Input) => Promise<Output>) =>
    (input: Input): Promise<Output> =>
      call(input).catch((cause: unknown) => {
        if (cause instanceof Error && awaited.has(cause.name)) throw cause;
        const { reason, transient, next } = toAwsFailure(cause, `glue:${action}`);
        throw new StoreError(`Glue: ${action} failed: ${reason}. ${next}`, { path: 'Glue', cause, transient });
      });
  return {
    createDatabase: advised('CreateDatabase', (input) => glue.createDatabase(input)),
    getDatabase: advised('GetDatabase', (input) => glue.getDatabase(input)),
    getTable: advised('GetTable', (input) => glue.getTable(input)),
    getTables: advised('GetTables', (input) => glue.getTables(input)),
    createTable: advised('CreateTable', (input) => glue.createTable(input)),
    updateTable: advised('UpdateTable', (input) => glue.updateTable(input)),
    deleteTable: advised('DeleteTable', (input) => glue.deleteTable(input)),
  };
}

const awaited: ReadonlySet<string> = new Set([
  'EntityNotFoundException',
  'AlreadyExistsException',
  'ConcurrentModificationException',
]);
