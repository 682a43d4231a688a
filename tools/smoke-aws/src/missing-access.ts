/** What a smoke run needs from its user. */
export interface Access {
  /** Rejects when the AWS SDK finds none. */
  credentials(): Promise<unknown>;
  /** Rejects when the AWS SDK finds none. */
  region(): Promise<string>;
  readonly key: string | null;
}

/**
 * What is missing, as one line; null when a smoke run can start.
 *
 * @example
 * await missingAccess({ credentials, region, key: null }); // 'MASSIVE_API_KEY is not set.'
 */
export async function missingAccess({ credentials, region, key }: Access): Promise<string | null> {
  const isThere = (find: () => Promise<unknown>): Promise<boolean> =>
    find().then(
      () => true,
      () => false,
    );
  if (key === null) return 'MASSIVE_API_KEY is not set.';
  if (!(await isThere(region))) return 'no AWS region is set (AWS_REGION, or a profile that names one).';
  return (await isThere(credentials))
    ? null
    : 'the AWS SDK finds no credentials (AWS_PROFILE, or AWS_ACCESS_KEY_ID and its like).';
}
