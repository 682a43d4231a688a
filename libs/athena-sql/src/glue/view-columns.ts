import * as z from 'zod';
import type { GlueColumnAnswer, GlueTableAnswer } from './glue-api.ts';

const viewSchema = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string(), comment: z.string().nullish() })),
});

/**
 * The columns of a view that Trino made: its entry in Glue has one column `dummy`, and the real ones are encoded in the
 * view's text. Undefined for tables and for Athena's own views, whose entries have their columns.
 *
 * @example
 * toViewColumns({ TableType: 'VIRTUAL_VIEW', ViewOriginalText: '... Presto View: eyJ... ...' });
 */
export function toViewColumns(answer: GlueTableAnswer): readonly GlueColumnAnswer[] | undefined {
  const [only, ...others] = answer.StorageDescriptor?.Columns ?? [];
  const encoded = /^\/\* Presto View: ([A-Za-z0-9+/=]+) \*\/$/.exec(answer.ViewOriginalText ?? '')?.[1];
  if (encoded === undefined || only?.Name !== 'dummy' || others.length > 0) return undefined;
  const view = viewSchema.safeParse(
    parseOrNull(new TextDecoder().decode(Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0)))),
  );
  return view.data?.columns.map(({ name, type, comment }) => ({
    Name: name,
    Type: type,
    Comment: comment ?? undefined,
  }));
}

function parseOrNull(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
