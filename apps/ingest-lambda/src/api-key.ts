import { KeyError } from './key-error.ts';

/** Where the key comes from: SSM or Secrets Manager. */
export type ReadKey = () => Promise<string | undefined>;

/** The vendor's key, read once and kept while the Lambda stays warm. */
export interface ApiKey {
  /** @throws {KeyError} when it cannot be read. */
  get(): Promise<string>;
  /** Makes the next `get` read the key again: a rejected key may have been rotated. */
  forget(): void;
}

/**
 * Keeps the key between invocations.
 *
 * @param place where the key is stored, named in errors; never the key itself.
 * @example
 * const key = createApiKey('the SSM parameter /tickerlake/api-key', readKey);
 */
export function createApiKey(place: string, read: ReadKey): ApiKey {
  let held: Promise<string> | null = null;
  const fetchKey = async (): Promise<string> => {
    const text = (
      await read().catch((cause: unknown) => {
        const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
        throw new KeyError(
          `The vendor's key cannot be read from ${place} (${why}). Check its name, the region and the function's role.`,
          { cause, transient: isTransient(cause) },
        );
      })
    )?.trim();
    if (text === undefined || text === '')
      throw new KeyError(`${place} is empty. Store the vendor's API key there as text.`);
    return text;
  };
  return {
    get() {
      held ??= fetchKey().catch((error: unknown) => {
        held = null;
        throw error;
      });
      return held;
    },
    forget() {
      held = null;
    },
  };
}

/** The AWS SDK marks server faults and errors that it would retry. */
const isTransient = (cause: unknown): boolean =>
  cause instanceof Error &&
  (('$retryable' in cause && cause.$retryable !== undefined) || ('$fault' in cause && cause.$fault === 'server'));
