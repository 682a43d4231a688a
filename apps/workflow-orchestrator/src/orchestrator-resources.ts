import type { Calendars, Clock, DatasetRules, PublishedSession, RunRequest, Warehouse } from '@tickerlake/pipeline';
import type { InvokeIngest, ObjectStore, RawBarsCrawler } from '@tickerlake/pipeline/aws';
import type { OrchestratorConfig } from './config.ts';

/** Dependencies of the workflow; opened once per Lambda, not per run. */
export interface OrchestratorResources {
  readonly config: OrchestratorConfig;
  readonly objects: ObjectStore;
  readonly warehouse: Warehouse;
  /** What is published of a range, on the lake's engine. */
  readonly readPublished: (range: PublishedRange) => Promise<readonly PublishedSession[]>;
  readonly calendars: Calendars;
  readonly clock: Clock;
  readonly rules: readonly DatasetRules[];
  /** Null without a crawler: the table of landed bars does not need one. */
  readonly crawler: RawBarsCrawler | null;
  readonly ingest: InvokeIngest;
  /** Cost of the queries of this process, in dollars. */
  readonly spent: () => number;
  readonly onNotice: (text: string) => void;
}

/** The bars that a plan reads: of one length, between two trading dates. */
type PublishedRange = Pick<RunRequest, 'from' | 'to' | 'barMs'>;
