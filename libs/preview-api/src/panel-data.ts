/** Rows as the page draws them: a `time` is in ms since 1970. `sql` is what the engine ran. */
export interface PanelData {
  readonly sql: string;
  /** `type` is `time`, `number`, `boolean` or `string`. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}
