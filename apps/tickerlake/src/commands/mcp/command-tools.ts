import * as z from 'zod';
import type { CommandContext } from '../../composition/command-context.ts';
import { type Tool, tool } from './tool.ts';

const mostGaps = 50;
const date = z.iso.date();

/** Tools that return what a command prints with `--json`. */
export const commandTools: readonly Tool[] = [
  tool({
    name: 'coverage',
    title: 'Coverage',
    description: `What is published: release, newest bar, runs, the last rules' score, and the first ${mostGaps} gaps. Use it before trusting a number.`,
    input: {},
    async call(_, { options, context }) {
      const { status } = await import('../read/status.ts');
      const answer = statusSchema.parse(await jsonOf((own) => status({ ...options, json: true }, own), context));
      return { ...answer, coverage: undefined, gaps: answer.gaps.slice(0, mostGaps), gapCount: answer.gaps.length };
    },
  }),
  tool({
    name: 'quality',
    title: 'Quality',
    description:
      'Runs the configured quality rules on what is published: each rule with its result and what was measured.',
    input: {},
    async call(_, { options, context }) {
      const { check } = await import('../read/check.ts');
      return jsonOf((own) => check(undefined, { ...options, json: true }, own), context);
    },
  }),
  tool({
    name: 'explain',
    title: 'Explain a number',
    description:
      'Where a published number comes from: formula, base bars, raw lines of the vendor, run, rules and release; and whether computing it again gives the same.',
    input: {
      ticker: z.string().describe('case-sensitive, such as AAPL'),
      when: z
        .string()
        .describe('an instant of the hour (New York time unless it has an offset), or a date for the session'),
      column: z.string().optional().describe('default: hourly_var of an hour, realized_var of a session'),
    },
    async call({ ticker, when, column }, { options, context }) {
      const { explain } = await import('../read/explain.ts');
      const chosen = { ...options, json: true, ...(column !== undefined && { column }) };
      return jsonOf((own) => explain(ticker, when, chosen, own), context);
    },
  }),
  tool({
    name: 'plan',
    title: 'Plan a run',
    description: 'What a run would fetch: calls, duration, finish time and cost. It makes no call and changes nothing.',
    input: {
      from: date.optional().describe('first trading date'),
      to: date.optional().describe('last trading date'),
      tickers: z.string().optional().describe('tickers and universes, separated by commas'),
    },
    async call({ from, to, tickers }, { options, context }) {
      const { plan } = await import('../run/plan.ts');
      const asked = {
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(tickers !== undefined && { tickers }),
      };
      const answer = await jsonOf((own) => plan({ ...options, ...asked, json: true }, own), context);
      return { ...z.record(z.string(), z.unknown()).parse(answer), chunks: undefined };
    },
  }),
];

const statusSchema = z.looseObject({ gaps: z.array(z.unknown()) });

/** What a command prints, parsed. */
async function jsonOf(
  command: (context: CommandContext) => Promise<unknown>,
  context: CommandContext,
): Promise<unknown> {
  let text = '';
  const out = (more: string): void => void (text += more);
  const streams = {
    out,
    err: () => undefined,
    write: async (more: string) => out(more),
    isTerminal: false,
    isOutTerminal: false,
  };
  await command({ ...context, streams });
  return JSON.parse(text);
}
