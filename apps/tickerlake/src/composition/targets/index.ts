import type { TargetName } from '../../config/target-names.ts';
import type { OpenTarget } from './target.ts';

/** How each target is opened; its code is loaded on use. To add one: its name in `targetNames`, its entry here, and a file in this folder. */
export const targets: { readonly [Name in TargetName]: () => Promise<OpenTarget> } = {
  local: async () => (await import('./local.ts')).openLocalTarget,
  trino: async () => (await import('./trino.ts')).openTrinoTarget,
  aws: async () => (await import('./aws.ts')).openAwsTarget,
};
