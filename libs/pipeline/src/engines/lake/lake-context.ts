import type { FilePort } from '@tickerlake/data-quality';
import type { Clock } from '../../ports/clock.ts';
import type { Calendars } from '../../ports/calendars.ts';
import type { LakeGlue } from './lake-glue.ts';
import type { LakeSql } from './lake-sql.ts';
import type { ObjectStore } from '../../storage/objects/object-store.ts';

/** The dependencies of a lake warehouse. */
export interface LakeContext {
  readonly sql: LakeSql;
  readonly glue: LakeGlue;
  /** The lake's folder: everything it writes goes there. */
  readonly objects: ObjectStore;
  /** What rules about files see. */
  readonly files: FilePort;
  /** The Glue database of its tables, a lower_snake name. */
  readonly database: string;
  readonly calendars: Calendars;
  readonly clock: Clock;
  /** A number in [0, 1): distinguishes attempts that begin in the same second. */
  readonly random: () => number;
  /** Who holds the lock, shown to others that need it: a command, a Lambda's name. */
  readonly holder: string;
}

/** What readers of a lake need of it. */
export interface LakeReaders extends Pick<LakeContext, 'sql' | 'objects' | 'database'> {
  readonly glue: Pick<LakeGlue, 'getTable'>;
}
