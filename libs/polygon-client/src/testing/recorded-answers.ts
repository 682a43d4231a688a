import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Recorded responses are read in place; they belong to their providers and are never copied here. */
export const recordedFolder = join(import.meta.dirname, '../../../../../shared/market-data');

/** Whether they are absent; tests that need them are then skipped, or fail under CI. */
export const isRecordedAbsent = !existsSync(recordedFolder);

/** The text of a recorded file. */
export function readRecorded(path: string): string {
  return readFileSync(join(recordedFolder, path), 'utf8');
}

/** The names of the JSON files in a folder; empty when the folder is absent. */
export function listRecorded(folder: string): string[] {
  return isRecordedAbsent ? [] : readdirSync(join(recordedFolder, folder)).filter((name) => name.endsWith('.json'));
}
