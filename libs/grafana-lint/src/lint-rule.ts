import type { LintDocument } from './document/lint-document.ts';

/** What the user tells the linter about tables. */
export interface LintOptions {
  /** Partition columns that are text, by table: a time filter does not prune them. */
  readonly textPartitions?: Readonly<Record<string, string>>;
}

/** What a rule says of one place. */
export interface Fault {
  readonly path: string;
  readonly detail: string;
}

/** A rule: one file, with a case that passes and one that fails. */
export interface LintRule {
  /** The file's name. */
  readonly name: string;
  readonly severity: 'error' | 'warn';
  /** What it requires, in a sentence. */
  readonly title: string;
  readonly check: (document: LintDocument, options: LintOptions) => readonly Fault[];
  readonly passing: unknown;
  readonly failing: unknown;
  /** The options that the cases need. */
  readonly options?: LintOptions;
}
