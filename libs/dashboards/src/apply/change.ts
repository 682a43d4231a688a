import type { Difference } from './diff/difference.ts';
import type { Obstacle } from './ownership.ts';

/** What is done to one thing in Grafana. */
export interface Change {
  readonly kind: 'folder' | 'permissions' | 'data source' | 'dashboard' | 'alert group';
  readonly uid: string;
  readonly title: string;
  readonly action: 'create' | 'update' | 'delete' | 'none';
  readonly differences: readonly Difference[];
  /** Why it may not be done; null when it may. */
  readonly obstacle: Obstacle | null;
  /** What a reader should know besides. */
  readonly note?: string;
  /** The role that the token needs for it. */
  readonly needs: 'Editor' | 'Admin';
  /** Does it. */
  readonly write: () => Promise<void>;
}

/**
 * A thing that is as it has to be.
 *
 * @example
 * unchanged('folder', 'tickerlake', 'Tickerlake').action; // 'none'
 */
export function unchanged(kind: Change['kind'], uid: string, title: string): Change {
  return { kind, uid, title, action: 'none', differences: [], obstacle: null, needs: 'Editor', write: async () => {} };
}
