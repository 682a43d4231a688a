/** Attempts in all, and how long each may take. */
const attempts = 2;
const retriedStatus = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/**
 * Posts JSON to a webhook; once more when it is busy, broken or silent.
 *
 * @param url a secret: it is in no result and no error.
 * @param deadlineMs of each attempt.
 * @returns null when it was accepted, otherwise why not, as the rest of a sentence that begins with the webhook.
 * @example
 * const fault = await sendWebhook(url, { text: 'hello' }, 5_000); // 'answered 500 twice'
 */
export async function sendWebhook(url: string, body: unknown, deadlineMs: number): Promise<string | null> {
  if (!isSafe(url)) return 'has no usable address: it must begin with https:// (http:// on this machine alone)';
  const faults: string[] = [];
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { fault, isFinal } = await post(url, body, deadlineMs);
    if (fault === null) return null;
    if (isFinal) return fault;
    faults.push(fault);
  }
  return faults[0] === faults.at(-1) ? `${faults[0]} twice` : faults.join(', then ');
}

async function post(
  url: string,
  body: unknown,
  deadlineMs: number,
): Promise<{ fault: string | null; isFinal: boolean }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // The address is a secret: it is not repeated to another host.
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    });
    await response.body?.cancel();
    if (response.ok) return { fault: null, isFinal: true };
    return { fault: `answered ${response.status}`, isFinal: !retriedStatus(response.status) };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return {
      fault: isLate ? `did not answer within ${deadlineMs / 1_000} seconds` : 'could not be reached',
      isFinal: false,
    };
  }
}

/** Plain http would show the address to every network on the way. */
function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}
