import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Recorded answers are read in place; they belong to their providers and are never copied here. */
export const recordedFolder = join(import.meta.dirname, '../../../../../shared/market-data');

/** Whether they are absent; a test that needs them skips then, and fails under CI. */
export const isRecordedAbsent = !existsSync(recordedFolder);

/** The text of a recorded file. */
export function readRecorded(path: string): string {
  return readFileSync(join(recordedFolder, path), 'utf8');
}

/** The names of the JSON files of a folder; none where the folder is absent. */
export function listRecorded(folder: string): string[] {
  return isRecordedAbsent ? [] : readdirSync(join(recordedFolder, folder)).filter((name) => name.endsWith('.json'));
}
