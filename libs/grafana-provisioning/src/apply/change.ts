import type { Difference } from './diff/difference.ts';
import type { Obstacle } from './ownership.ts';

/** A change to one resource in Grafana. */
export interface Change {
  readonly kind: 'folder' | 'permissions' | 'data source' | 'dashboard' | 'alert group';
  readonly uid: string;
  readonly title: string;
  readonly action: 'create' | 'update' | 'delete' | 'none';
  readonly differences: readonly Difference[];
  /** Why the change is blocked; null if it is not. */
  readonly obstacle: Obstacle | null;
  /** An additional note for the reader. */
  readonly note?: string;
  /** The role that the token needs for the change. */
  readonly needs: 'Editor' | 'Admin';
  /** Does it. */
  readonly write: () => Promise<void>;
}

/**
 * A resource that needs no change.
 *
 * @example
 * unchanged('folder', 'tickerlake', 'Tickerlake').action; // 'none'
 */
export function unchanged(kind: Change['kind'], uid: string, title: string): Change {
  return { kind, uid, title, action: 'none', differences: [], obstacle: null, needs: 'Editor', write: async () => {} };
}
