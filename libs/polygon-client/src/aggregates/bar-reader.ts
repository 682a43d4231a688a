import type { AggregateBar } from '../bars/aggregate-bar.ts';
import type { AnswerBody } from '../request/answer-body.ts';
import type { AnswerContext } from '../request/answer-context.ts';
import { type AggregatesAnswer, readAggregatesAnswer } from './bars/parse-aggregates-answer.ts';
import type { PageFault } from './page-fault.ts';
import { type NewBars, takeNewBars } from './take-new-bars.ts';

/** How the bars of an answer are read and held: as objects or as columns. Whatever it holds, the same answers give the same bars, errors and warnings. */
export interface BarReader<Bars> {
  readonly read: (body: AnswerBody, ticker: string, context: AnswerContext) => AggregatesAnswer<Bars>;
  /** `takeNewBars`. */
  readonly takeNew: (bars: Bars, lastBar: AggregateBar | null) => NewBars<Bars> | PageFault;
  readonly fromObjects: (bars: readonly AggregateBar[]) => Bars;
}

/** Reads bars as objects, by `JSON.parse`. */
export const objectReader: BarReader<readonly AggregateBar[]> = {
  read: (body, ticker, context) => readAggregatesAnswer(body.text(), ticker, context),
  takeNew: takeNewBars,
  fromObjects: (bars) => bars,
};
