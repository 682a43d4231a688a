import { type AskAbsences, quotaWindowMs, type ToldAbsence } from '@tickerlake/pipeline';
import type { InvokeIngest } from '@tickerlake/pipeline/aws';

/**
 * Asks about sessions without bars through the ingest Lambda, which has the vendor's key: as many as a quota covers at a time, after a wait,
 * because the bars have used the calls of this minute. When it fails or answers nothing, the rest is unknown until the next run.
 *
 * @param onNotice called with why it failed.
 * @example
 * confirmAbsences({ ask: absencesThroughIngest(ingest, onNotice), store, configured: [] });
 */
export const absencesThroughIngest =
  (ingest: InvokeIngest, onNotice: (text: string) => void): AskAbsences =>
  async (context, { runId, startedAt }, questions) => {
    const told: ToldAbsence[] = [];
    for (let round = 1; told.length < questions.length; round += 1) {
      await context.sleep(`quota of absences ${round}`, quotaWindowMs);
      const { absences = [] } = await ingest(
        { stage: 'verify', part: `absences ${round}` },
        { runId, startedAt: startedAt.toISOString(), chunks: [], absences: questions.slice(told.length) },
      ).catch((error: unknown) => {
        onNotice(
          `sessions without bars could not be explained: ${error instanceof Error ? error.message : String(error)}`,
        );
        return { absences: [] };
      });
      if (absences.length === 0) break;
      told.push(...absences);
    }
    return told;
  };
