/**
 * What an error says to a reader.
 *
 * @example
 * textOf(new Error('The server answered 500.')); // 'The server answered 500.'
 */
export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
