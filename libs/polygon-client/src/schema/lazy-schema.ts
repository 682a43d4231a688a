/**
 * A schema that is built when it is first used: importing the package builds none, and a bundler drops those of endpoints that an
 * application does not call.
 *
 * @example
 * const rowSchema = lazySchema(() => z.object({ ticker: z.string() }));
 * rowSchema().safeParse(row);
 */
// @__NO_SIDE_EFFECTS__
export function lazySchema<T>(build: () => T): () => T {
  let built: T | undefined;
  return () => (built ??= build());
}
