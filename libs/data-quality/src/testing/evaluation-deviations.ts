import type { Outcome } from './conformance-cases.ts';

/** Evaluation cases whose outcome differs on purpose, with the reason. */
export const deviations: Readonly<Record<string, { readonly outcome: Outcome; readonly reason: string }>> = {};
