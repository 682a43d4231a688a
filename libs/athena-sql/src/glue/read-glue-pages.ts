/**
 * Reads the pages of a list from Glue. A page may be empty without being the last.
 *
 * @throws {Error} when Glue returns the same page token twice.
 * @throws what `read` throws.
 * @example
 * for await (const { TableList = [] } of readGluePages((page) => glue.getTables({ DatabaseName: 'lake', ...page }))) ...
 */
export async function* readGluePages<Answer extends { readonly NextToken?: string | undefined }>(
  read: (page: { NextToken?: string }) => Promise<Answer>,
): AsyncGenerator<Answer, void, undefined> {
  const seen = new Set<string>();
  let page: { NextToken?: string } | null = {};
  while (page !== null) {
    const answer: Answer = await read(page);
    yield answer;
    const token: string | undefined = answer.NextToken;
    if (token !== undefined && seen.has(token)) throw new Error(`the page ${token} comes again`);
    if (token !== undefined) seen.add(token);
    page = token === undefined || token === '' ? null : { NextToken: token };
  }
}
