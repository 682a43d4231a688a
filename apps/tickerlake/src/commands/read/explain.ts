import { explain as explainValue } from '@tickerlake/pipeline';
import type { CommandContext } from '../../composition/command-context.ts';
import { openReading } from '../../composition/open-reading.ts';
import type { ScanOptions } from '../../composition/scan-limits.ts';
import type { CommonOptions } from '../../composition/settings.ts';
import type { ExitCode } from '../../exit/exit-code.ts';
import { explanationText } from '../../explain/explanation-text.ts';
import { openExplainPorts } from '../../explain/open-explain-ports.ts';
import { parseWhen } from '../../explain/parse-when.ts';
import { sendLineage } from '../../explain/send-lineage.ts';
import { nearestName } from '../../input/nearest-name.ts';
import { toJsonText } from '../../output/json.ts';

/** Options of `explain`. */
export interface ExplainOptions extends CommonOptions, ScanOptions {
  /** By default `hourly_var` of an hour, `realized_var` of a session. */
  readonly column?: string;
  /** Every base bar, and not only those that decide the value. */
  readonly all?: boolean;
  /** Numbers with all their digits. */
  readonly exact?: boolean;
  /** File or URL that gets OpenLineage events. */
  readonly openlineage?: string;
}

/**
 * `tickerlake explain AAPL 2026-11-20T15:30`: where a published value comes from, back to the landed lines.
 *
 * @returns 0; 1 when the published value is not what its base bars give.
 * @throws {RequestError} when there is no such value, or events cannot be sent.
 * @example
 * await explain('AAPL', '2026-11-20T15:30', {}, context); // 0
 */
export async function explain(
  ticker: string,
  when: string,
  options: ExplainOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { at, note } = parseWhen(when);
  const reading = await openReading(options, context);
  const { settings, source } = reading;
  try {
    const { ports, close } = await openExplainPorts(reading);
    if (note !== null) context.streams.err(`Note: ${note}\n`);
    const request = { ticker, at, ...(options.column !== undefined && { column: options.column }) };
    const explanation = await explainValue(ports, request, nearestName).finally(close);
    if (options.openlineage !== undefined)
      await sendLineage(explanation, options.openlineage, { settings, source, context });
    context.streams.out(
      settings.isJson
        ? `${toJsonText(explanation)}\n`
        : explanationText(explanation, { isExact: options.exact ?? false, showsAll: options.all ?? false }),
    );
    return explanation.isReproduced ? 0 : 1;
  } finally {
    await reading.close();
  }
}
