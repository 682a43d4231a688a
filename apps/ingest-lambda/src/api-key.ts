import { KeyError } from './key-error.ts';

/** Where the key comes from: SSM or Secrets Manager. */
export type ReadKey = () => Promise<string | undefined>;

/** The vendor's key, read once and kept while the Lambda stays warm. */
export interface ApiKey {
  /** @throws {KeyError} when it cannot be read. */
  get(): Promise<string>;
  /** The next `get` reads it anew: after a refusal it may have been rotated. */
  forget(): void;
}

/**
 * Keeps the key between invocations.
 *
 * @param place named in errors; never the key.
 * @example
 * const key = createApiKey('the SSM parameter /tickerlake/api-key', readKey);
 */
export function createApiKey(place: string, read: ReadKey): ApiKey {
  let held: Promise<string> | null = null;
  const fetchKey = async (): Promise<string> => {
    const text = (await read().catch((cause: unknown) => {
      const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
      throw new KeyError(`The vendor's key cannot be read from ${place} (${why}). Check its name, the region and the function's role.`, { cause, transient: isTransient(cause) });
    }))?.trim();
    if (text === undefined || text === '') throw new KeyError(`${place} holds no key. Put the vendor's API key there as text.`);
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

/** The AWS SDK marks what is AWS's own fault, and what it would retry. */
const isTransient = (cause: unknown): boolean => cause instanceof Error && (('$retryable' in cause && cause.$retryable !== undefined) || ('$fault' in cause && cause.$fault === 'server'));
