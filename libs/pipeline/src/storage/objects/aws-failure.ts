const lastingFailures: ReadonlySet<string> = new Set([
  'NoSuchBucket',
  'AccessDenied',
  'AccessDeniedException',
  'InvalidBucketName',
  'PermanentRedirect',
  'ValidationException',
  'InvalidInputException',
  'EntityNotFoundException',
]);

const areCredentials = (cause: unknown): boolean =>
  cause instanceof Error &&
  /Credentials|ExpiredToken|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|InvalidAccessKeyId|SignatureDoesNotMatch/.test(
    cause.name,
  );

/** The SDK names this error like every other. */
const lacksRegion = (cause: unknown): boolean => cause instanceof Error && cause.message === 'Region is missing';

/**
 * What an error of the AWS SDK means for the caller: its message, whether a retry can help, and what to do next.
 *
 * @param needed the permissions of the call.
 * @example
 * toAwsFailure(cause, 's3:GetObject').next; // 'Sign in to AWS again, or refresh the role.'
 */
export function toAwsFailure(
  cause: unknown,
  needed: string,
): { readonly reason: string; readonly transient: boolean; readonly next: string } {
  const name = cause instanceof Error ? cause.name : '';
  if (lacksRegion(cause))
    return { reason: 'no region is set', transient: false, next: 'Set AWS_REGION, or "region" of "lake".' };
  return {
    reason: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause),
    transient: cause instanceof Error && !lastingFailures.has(name) && !areCredentials(cause),
    next: adviceFor(name, areCredentials(cause), needed),
  };
}

function adviceFor(name: string, hasBadCredentials: boolean, needed: string): string {
  if (hasBadCredentials) return 'Sign in to AWS again, or refresh the role.';
  if (name === 'NoSuchBucket') return 'Make the bucket, or correct its name.';
  if (name.startsWith('AccessDenied')) return `The caller needs ${needed} there.`;
  return lastingFailures.has(name) ? 'Correct what is named.' : 'Run it again later.';
}
