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
