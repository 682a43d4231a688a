import * as z from 'zod';
import type { PreviewedDashboard } from './not-previewed.ts';

const Panel = z.looseObject({
  id: z.number(),
  type: z.string(),
  targets: z.array(z.unknown()).default([]),
  fieldConfig: z
    .object({
      defaults: z.unknown().default({}),
      overrides: z
        .array(
          z.object({
            matcher: z.object({ id: z.string() }),
            properties: z.array(z.object({ id: z.string(), value: z.unknown() })),
          }),
        )
        .default([]),
    })
    .prefault({}),
  options: z.unknown().default({}),
});
const Dashboard = z.looseObject({
  uid: z.string().optional(),
  panels: z.array(Panel.extend({ panels: z.array(Panel).default([]) })),
  templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string() })).default([]) }).prefault({}),
  annotations: z
    .object({ list: z.array(z.looseObject({ name: z.string(), target: z.looseObject({}).default({}) })).default([]) })
    .prefault({}),
});

/**
 * Reads the parts of any dashboard in classic JSON that `notPreviewed` examines; null for anything else.
 *
 * @example
 * const dashboard = readPreviewed(JSON.parse(text));
 */
export function readPreviewed(json: unknown): PreviewedDashboard | null {
  return Dashboard.safeParse(json).data ?? null;
}
