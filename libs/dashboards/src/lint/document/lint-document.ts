import type { Json } from './json-value.ts';

/** A value with its place in the file. */
export interface Located {
  readonly path: string;
  readonly value: unknown;
}

/** A query, wherever it stands. */
export interface LintQuery {
  readonly path: string;
  readonly usedBy: 'panel' | 'variable' | 'annotation' | 'alert';
  readonly refId: Located;
  readonly dataSource: Located;
  readonly connectionArgs: Located;
  /** 0 time series, 1 table, 2 logs. */
  readonly format: Located;
  /** The SQL; null when the query has none (an expression of an alert, another data source). */
  readonly sql: { readonly path: string; readonly text: string } | null;
}

/** A panel, those inside rows included; a row itself is none. */
export interface LintPanel {
  readonly path: string;
  readonly id: Located;
  readonly type: string;
  readonly title: Located;
  readonly description: Located;
  /** `{ x, y, w, h }`. */
  readonly grid: Located;
  readonly dataSource: Located;
  readonly fieldConfig: Located;
  readonly options: Located;
  readonly queries: readonly LintQuery[];
}

/** A row: a heading over panels. */
export type LintRow = Pick<LintPanel, 'id' | 'grid'>;

/** A variable. */
export interface LintVariable {
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly json: Json;
}

/** A dashboard, of whatever form. */
export interface LintDashboard {
  readonly kind: 'dashboard';
  readonly title: Located;
  readonly description: Located;
  readonly editable: Located;
  readonly timeZone: Located;
  readonly refresh: Located;
  readonly graphTooltip: Located;
  readonly panels: readonly LintPanel[];
  /** Of classic JSON: those of v2 have neither id nor place. */
  readonly rows: readonly LintRow[];
  readonly variables: readonly LintVariable[];
  /** All queries: of panels, variables and annotations. */
  readonly queries: readonly LintQuery[];
}

/** An alert rule. */
export interface LintAlert {
  readonly kind: 'alert-rule';
  readonly path: string;
  readonly json: Json;
  readonly queries: readonly LintQuery[];
}

/** A data source. */
export interface LintDataSource {
  readonly kind: 'data-source';
  readonly path: string;
  readonly jsonData: Json;
}

/** What a rule reads. */
export type LintDocument = LintDashboard | LintAlert | LintDataSource;
