/** Athena's description of a failure. */
export interface Failure {
  /** 1 system, 2 user, 3 other. */
  readonly category: number | null;
  /** A number of Athena's error catalogue. */
  readonly errorType: number | null;
  readonly retryable: boolean | null;
  readonly reason: string;
}

/** A kind of failure, recognized by its number or its text. */
export interface FailureRule {
  readonly name: string;
  readonly errorTypes?: readonly number[];
  readonly reason?: RegExp;
  /** Whether a retry can help; `marked`: as Athena marks it. */
  readonly retry: boolean | 'marked' | 'only if retryable';
  /** What to do next. */
  readonly next: string;
}

/**
 * The kinds of failures, the first that matches decides. Numbers are those of Athena's error catalogue (AWS, "Athena
 * error catalog"); texts win over numbers, because a substitute or an older engine gives only texts.
 */
export const failureRules: readonly FailureRule[] = [
  {
    name: 'throttled',
    errorTypes: [1400, 1401, 1403, 1404, 1405, 1406],
    reason: /SlowDown|reduce your request rate|Rate exceeded|Throttling|TooManyRequests/i,
    retry: true,
    next: 'Run it again later; should it come back often, run fewer queries at once.',
  },
  {
    name: 'too many open partitions',
    reason: /TOO_MANY_OPEN_PARTITIONS|TOO_MANY_OPEN_WRITERS/,
    retry: false,
    next: 'Write at most 100 partitions with one statement: create with the first 100, insert the rest in batches.',
  },
  {
    name: 'too many table versions',
    errorTypes: [1402],
    retry: false,
    next: 'Delete old versions of the Glue table, and update it with SkipArchive from now on.',
  },
  {
    name: 'scan cut-off',
    reason: /bytes scanned limit/i,
    retry: false,
    next: "Read fewer partitions or columns, or raise the workgroup's limit of bytes scanned per query.",
  },
  {
    name: 'enforced output place',
    reason: /enforces a centralized output location/i,
    retry: false,
    next: 'Leave external_location out, or turn off "override client-side settings" (EnforceWorkGroupConfiguration) of the workgroup.',
  },
  {
    name: 'no output place',
    reason: /No output location provided/i,
    retry: false,
    next: 'Pass outputLocation (s3://bucket/prefix/), or set one on the workgroup.',
  },
  {
    name: 'result bucket missing',
    errorTypes: [1306],
    reason:
      /output bucket|NoSuchBucket|specified bucket does not exist|bucket not found|S3 location provided to save your query results is invalid/i,
    retry: false,
    next: "Create the result bucket in the query's region, or correct outputLocation; the caller needs s3:GetBucketLocation and s3:PutObject there.",
  },
  {
    name: 'existing target',
    reason: /HIVE_PATH_ALREADY_EXISTS|non-empty location/,
    retry: false,
    next: 'Write to a fresh prefix: a failed attempt leaves files behind.',
  },
  {
    name: 'commit conflict',
    reason: /ICEBERG_COMMIT_ERROR/,
    retry: true,
    next: 'Another writer changed the table. Read it and its snapshots before you write again: the commit may have happened.',
  },
  {
    name: 'more runs needed',
    reason: /ICEBERG_(OPTIMIZE|VACUUM)_MORE_RUNS_NEEDED/,
    retry: true,
    next: 'Run the statement again: it resumes where it stopped.',
  },
  {
    name: 'Iceberg',
    errorTypes: [233],
    retry: false,
    next: 'Read the table once to check that it is complete, then fix what Athena names.',
  },
  {
    name: 'permission',
    errorTypes: [234, 1500, 1501],
    reason: /Access ?Denied|not authorized|Insufficient (Lake Formation )?permission/i,
    retry: false,
    next: 'Grant the missing permission (Athena, Glue, S3 of the data and of the results, Lake Formation) to the caller.',
  },
  {
    name: 'missing table or column',
    errorTypes: [1110, 1301],
    reason: /TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|COLUMN_NOT_FOUND|CATALOG_NOT_FOUND|COLUMN_NOT_EXISTS/,
    retry: false,
    next: 'Check the names, the database and the catalogue that the query runs in.',
  },
  {
    name: 'bad data',
    errorTypes: [1001, 1002, 1004, 1007],
    reason: /HIVE_(CURSOR_ERROR|BAD_DATA|PARTITION_SCHEMA_MISMATCH|INVALID_PARTITION_VALUE)/,
    retry: false,
    next: "Compare the file that is named with the table's columns.",
  },
  {
    name: 'wrong SQL',
    errorTypes: [1006, 1106, 1200, 1202],
    reason:
      /SYNTAX_ERROR|FUNCTION_NOT_FOUND|TYPE_MISMATCH|NOT_SUPPORTED|mismatched input|INVALID_FUNCTION_ARGUMENT|Queries of this type are not supported/,
    retry: false,
    next: 'Correct the statement.',
  },
  {
    name: 'timed out',
    errorTypes: [206, 210],
    reason: /Query timeout|EXCEEDED_TIME_LIMIT/i,
    retry: 'only if retryable',
    next: "Split the statement, or ask for a longer DML timeout in the account's quotas.",
  },
  {
    name: 'exhausted',
    errorTypes: [0, 1, 2, 3, 4, 5, 6, 7, 8],
    reason: /exhausted resources|EXCEEDED_(GLOBAL_|LOCAL_)?MEMORY_LIMIT/i,
    retry: 'marked',
    next: 'Read fewer rows or columns at once, or replace ORDER BY and DISTINCT over everything.',
  },
  { name: 'capacity', errorTypes: [1602], retry: 'marked', next: 'Wait for the reserved capacity, or raise it.' },
  {
    name: 'stale result',
    reason: /Could not find results|output file.*(not found|does not exist)/i,
    retry: false,
    next: 'The result was removed from its bucket: run the query again under another run key.',
  },
  {
    name: 'other parameters for a known token',
    reason: /Idempotent parameters do not match/i,
    retry: false,
    next: 'Use another run key: this one was used with other settings.',
  },
  {
    name: 'missing workgroup',
    reason: /WorkGroup .* is not found|workgroup .* (not found|does not exist)/i,
    retry: false,
    next: 'Create the workgroup, or pass the name of one in this region.',
  },
];

/** What holds for failures of no known kind. */
const otherwise: FailureRule = {
  name: 'other',
  retry: 'marked',
  next: 'See the reason that Athena gave; the query id finds it in the console.',
};

/**
 * Whether a retry can help, and what to do next. A failure of no known kind is worth a retry when Athena marks it
 * retryable or puts it in category 1 (system), or, without any mark, names an internal error.
 *
 * @example
 * judgeFailure({ category: 1, errorType: 1403, retryable: true, reason: 'S3 SlowDown' }); // { name: 'throttled', transient: true, next: '...' }
 */
export function judgeFailure(failure: Failure): {
  readonly name: string;
  readonly transient: boolean;
  readonly next: string;
} {
  const { name, retry, next } =
    failureRules.find((rule) => rule.reason?.test(failure.reason)) ??
    failureRules.find((rule) => hasType(rule, failure)) ??
    otherwise;
  if (typeof retry === 'boolean') return { name, transient: retry, next };
  return { name, transient: retry === 'marked' ? isMarked(failure) : failure.retryable === true, next };
}

function hasType(rule: FailureRule, failure: Failure): boolean {
  return failure.errorType !== null && (rule.errorTypes?.includes(failure.errorType) ?? false);
}

function isMarked({ category, retryable, reason }: Failure): boolean {
  if (retryable === true || category === 1) return true;
  return category === null && retryable === null && /INTERNAL_ERROR|internal error|NO_NODES_AVAILABLE/i.test(reason);
}
