/** What makes the tables and rules of the committed fixture. */
export const committedCases = { seed: 18, tables: 100, rulesPerTable: 15 };
