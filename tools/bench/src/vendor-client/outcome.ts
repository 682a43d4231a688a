/** 2026-05-20 09:30 New York, the first bar of every scenario. */
export const openT = 1_779_283_800_000;

/** Why a caller aborts. */
export const abortReason = 'the caller stops';

/** What a client does in a scenario, as its driver prints it. */
export interface Outcome {
  /** Starts of the bars that it returned, or delivered before an error, in Unix ms; null when it returned something else. */
  readonly starts: readonly number[] | null;
  /** Type of what it returned instead of bars. */
  readonly returned: string | null;
  readonly error: { readonly name: string; readonly message: string; readonly hasKey: boolean } | null;
}

/** An outcome, and what the servers saw. */
export interface Observed {
  /** Null when the client had not ended after the deadline. */
  readonly outcome: Outcome | null;
  readonly calls: number;
  readonly isKeyInUrl: boolean;
  readonly isKeySentToForeignHost: boolean;
}

/**
 * What was observed, in words.
 *
 * @param deadlineS how long a client may take, in seconds.
 * @example
 * toWords(observed, 5); // 'all 6 bars, in order; 3 calls'
 */
export function toWords({ outcome, calls, isKeySentToForeignHost }: Observed, deadlineS: number): string {
  if (outcome === null) return `still ${calls > 20 ? 'asking' : 'waiting'} after ${deadlineS} s`;
  if (outcome.error?.message === abortReason) return 'throws the reason of the caller at once';
  const parts = [resultOf(outcome), `${calls} ${calls === 1 ? 'call' : 'calls'}`];
  if (isKeySentToForeignHost) parts.push('the key was sent to the other host');
  if (outcome.error?.hasKey === true) parts.push('the error holds the key');
  return parts.join('; ');
}

function resultOf({ starts, returned, error }: Outcome): string {
  const bars = starts === null || starts.length === 0 ? '' : barsOf(starts);
  if (error !== null)
    return `${bars}${bars === '' ? '' : ', then '}throws \`${error.name}\`: "${shorten(error.message)}"`;
  return starts === null ? `returns ${returned ?? 'nothing'}, no error` : bars;
}

function barsOf(starts: readonly number[]): string {
  const minutes = starts.map((start) => (start - openT) / 60_000);
  const isComplete = minutes.length === 6 && minutes.every((minute, index) => minute === index);
  return isComplete ? 'all 6 bars, in order' : `${minutes.length} bars, in the order ${minutes.join(' ')}`;
}

/** A message without its address, up to 70 characters, at the end of a word. */
function shorten(message: string): string {
  const plain = message
    .replace(/GET \/\S+?(?=: | is |, |\)| )/g, 'GET ...')
    .replace(/127\.0\.0\.1:\d+/g, '...')
    .replaceAll('"', "'");
  return plain.length <= 70 ? plain : `${plain.slice(0, 70).replace(/\s+\S*$/, '')} ...`;
}
