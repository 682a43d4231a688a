import type { StoredDashboard } from '../grafana/dashboard-store.ts';
import type { JsonObject } from '../grafana/transport/json-object.ts';

const tagPrefix = 'managed:';

/**
 * The tag that names a dashboard's owner, for routes that have no annotations.
 *
 * @example
 * managedTag('tickerlake'); // 'managed:tickerlake'
 */
export const managedTag = (owner: string): string => `${tagPrefix}${owner}`;

/** The message of every save by apply: it distinguishes these saves in the history from those of users. */
export const appliedMessage = (owner: string): string => `Applied by ${owner}`;

/** Why something must not be changed, and which option, if any, overrides that. */
export interface Obstacle {
  readonly text: string;
  readonly liftedBy: 'force' | 'includeManaged' | null;
}

/** What the caller allows. */
export interface Allowances {
  /** Overwrite edits made in Grafana, and the second model with classic JSON. */
  readonly force: boolean;
  /** Take over resources owned by others. */
  readonly includeManaged: boolean;
  /** Write the data source's secrets again. */
  readonly rotateSecrets: boolean;
}

/**
 * The owner of a dashboard that is not ours: provisioned from a file, annotated by another tool, or without our tag.
 *
 * @returns null if it is ours.
 * @example
 * foreignOwner(stored, 'tickerlake')?.text; // 'It belongs to terraform (prod).'
 */
export function foreignOwner(stored: StoredDashboard, owner: string): Obstacle | null {
  if (stored.provisionedFrom !== null) {
    return {
      text: `It is provisioned from ${stored.provisionedFrom}, so Grafana does not save it. Change that file, or remove it there.`,
      liftedBy: null,
    };
  }
  const { manager } = stored;
  if (manager !== null && !(manager.kind === 'kubectl' && manager.id === owner)) {
    return {
      text: `It belongs to ${manager.kind}${manager.id === '' ? '' : ` (${manager.id})`}.`,
      liftedBy: 'includeManaged',
    };
  }
  if (manager !== null) return null;
  const tags = tagsOf(stored.spec).filter((tag) => tag.startsWith(tagPrefix));
  if (tags.includes(managedTag(owner))) return null;
  const other = tags[0];
  const text =
    other === undefined
      ? `It was created by someone else: it lacks the tag ${managedTag(owner)}.`
      : `It belongs to ${other.slice(tagPrefix.length)}, by its tag ${other}.`;
  return { text, liftedBy: 'includeManaged' };
}

function tagsOf(spec: JsonObject): readonly string[] {
  const tags = spec['tags'];
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}

/**
 * The obstacle that remains after what the caller allows.
 *
 * @example
 * standing({ text: 'It belongs to terraform.', liftedBy: 'includeManaged' }, { force: false, includeManaged: true,
 * rotateSecrets: false }); // null
 */
export function standing(obstacle: Obstacle | null, allowances: Allowances): Obstacle | null {
  if (obstacle === null || obstacle.liftedBy === null) return obstacle;
  return allowances[obstacle.liftedBy] ? null : obstacle;
}
