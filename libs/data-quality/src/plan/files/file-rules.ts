import { bytesPer, sizeText } from '@tickerlake/record-schema';
import type { SimpleRule, SizeCondition } from '../../dqdl/ast.ts';
import { printCondition } from '../../dqdl/print-dqdl.ts';
import { type Finding, type LeafPlan, toFinding } from '../leaf-plan.ts';
import { type NumberTest, toNumberTest } from '../numbers/number-test.ts';
import { countText, missText } from '../numbers/number-text.ts';
import { thresholdOf } from '../threshold-of.ts';
import { optionsOf, type PlanContext } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import type { FileFacts, FilePort, HashAlgorithm } from '../../files/file-port.ts';
import { toDateTest } from './instant-of.ts';

/**
 * `FileFreshness`: every file, or a share of them, was changed at a time that meets the condition. With the options `timeZone` (of a
 * time of day, UTC by default) and `recentFiles` (only that many, the newest).
 *
 * @example
 * planFileFreshness(rule, context).kind; // 'files'
 */
export function planFileFreshness(rule: SimpleRule, context: PlanContext): LeafPlan {
  const { timeZone = 'UTC', recentFiles } = optionsOf(rule, ['timeZone', 'recentFiles']);
  const { condition } = rule;
  if (condition.type !== 'date')
    throw new PlanError('FileFreshness compares with a date or a time: write > (now() - 24 hours).', rule.at);
  const isMet = toDateTest(rule, condition, context.now, timeZone);
  return shareOfFiles(rule, context, recentFiles, {
    what: `changed ${printCondition(condition, true)}`,
    metric: 'FileFreshness.Compliance',
    isMet: ({ modifiedAt }) => isMet(modifiedAt),
    show: ({ modifiedAt }) => modifiedAt.toISOString(),
  });
}

/**
 * `FileSize`: every file, or a share of them, has a size that meets the condition; a KB has 1,024 bytes.
 *
 * @example
 * planFileSize(rule, context).kind; // 'files'
 */
export function planFileSize(rule: SimpleRule, context: PlanContext): LeafPlan {
  const { recentFiles } = optionsOf(rule, ['recentFiles']);
  const { condition } = rule;
  if (condition.type !== 'size') throw new PlanError('FileSize compares with a size.', rule.at);
  const test = toSizeTest(condition, context);
  return shareOfFiles(rule, context, recentFiles, {
    what: `of a size ${printCondition(condition)}`,
    metric: 'FileSize.Compliance',
    isMet: ({ bytes }) => test.isMet(bytes),
    show: ({ bytes }) => sizeText(bytes),
  });
}

function toSizeTest(condition: SizeCondition, context: PlanContext): NumberTest {
  const operands = condition.operands.map(({ amount, unit = 'B', at }) => ({
    kind: 'number' as const,
    text: String(Number(amount) * bytesPer[unit]),
    at,
  }));
  return toNumberTest({ ...condition, type: 'number', operands }, context);
}

interface FileTest {
  readonly what: string;
  readonly metric: string;
  readonly isMet: (file: FileFacts) => boolean;
  readonly show: (file: FileFacts) => string;
}

function shareOfFiles(rule: SimpleRule, context: PlanContext, recent: string | undefined, test: FileTest): LeafPlan {
  const { files, path } = accessOf(rule, 0, context);
  const threshold = thresholdOf(rule, context);
  const expected = threshold === null ? `every file ${test.what}` : `share of files ${test.what} ${threshold.text}`;
  if (recent !== undefined && !/^[1-9]\d*$/.test(recent))
    throw new PlanError(`The option recentFiles is a whole number from 1, not "${recent}".`, rule.at);
  return {
    kind: 'files',
    measure: async () => {
      const all = (await files.list(path)).toSorted(
        (one, other) => other.modifiedAt.getTime() - one.modifiedAt.getTime(),
      );
      const listed = recent === undefined ? all : all.slice(0, Number(recent));
      const failed = listed.filter((file) => !test.isMet(file));
      if (listed.length === 0) return toFinding({ status: 'fail', expected, message: `There is no file in ${path}.` });
      const share = (listed.length - failed.length) / listed.length;
      const isMet = threshold === null ? failed.length === 0 : threshold.isMet(share);
      const shown = (failed.length > 0 ? failed : listed).slice(0, 3).map((file) => `${file.path}: ${test.show(file)}`);
      return toFinding({
        status: isMet ? 'pass' : 'fail',
        metrics: { [`Dataset.*.${test.metric}`]: share },
        observed: share,
        observedText: `${listed.length - failed.length} of ${countText(listed.length, 'file')} (${shown.join(', ')})`,
        expected,
        message: isMet
          ? ''
          : `${countText(failed.length, 'file')} of ${listed.length} ${failed.length === 1 ? 'does' : 'do'} not meet the condition.`,
      });
    },
  };
}

/**
 * `FileUniqueness`: the share of files whose content no other file of the folder has.
 *
 * @example
 * planFileUniqueness(rule, test, context).kind; // 'files'
 */
export function planFileUniqueness(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  const algorithm = algorithmOf(rule);
  const { files, path } = accessOf(rule, 0, context);
  return {
    kind: 'files',
    measure: async () => {
      const hashes = [...(await checksumsOf(files, path, algorithm)).values()];
      if (hashes.length === 0)
        return toFinding({ status: 'fail', expected: test.text, message: `There is no file in ${path}.` });
      const counts = new Map<string, number>();
      for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
      const unique = [...counts.values()].filter((count) => count === 1).length;
      const share = unique / hashes.length;
      const isMet = test.isMet(share);
      return toFinding({
        status: isMet ? 'pass' : 'fail',
        metrics: { 'Dataset.*.FileUniqueness': share },
        observed: share,
        observedText: `${unique} of ${countText(hashes.length, 'file')} (${share})`,
        expected: test.text,
        message: isMet ? '' : missText(share),
      });
    },
  };
}

/**
 * `FileMatch`: two files or folders have the same content, or the checksum of every file is one of a list.
 *
 * @example
 * planFileMatch(rule, context).kind; // 'files'
 */
export function planFileMatch(rule: SimpleRule, context: PlanContext): LeafPlan {
  const algorithm = algorithmOf(rule);
  const { files, path } = accessOf(rule, 0, context);
  const { condition } = rule;
  if (condition.type === 'none') {
    const { path: other } = accessOf(rule, 1, context);
    return { kind: 'files', measure: async () => compareFolders(files, path, other, algorithm) };
  }
  if (condition.type !== 'string' || condition.op.endsWith('matches'))
    throw new PlanError('FileMatch compares with checksums, as in in ["..", ".."].', rule.at);
  const listed = condition.operands.map(({ value }) => value.toLowerCase());
  const isNegated = condition.op.startsWith('not') || condition.op === '!=';
  const expected = `every ${algorithm} ${isNegated ? 'not ' : ''}in the list`;
  return {
    kind: 'files',
    measure: async () => {
      const hashes = await checksumsOf(files, path, algorithm);
      const others = [...hashes].filter(([, hash]) => listed.includes(hash) === isNegated);
      return filesFinding(hashes.size, others, expected, path);
    },
  };
}

async function compareFolders(
  files: FilePort,
  path: string,
  other: string,
  algorithm: HashAlgorithm,
): Promise<Finding> {
  const [own, others] = [await checksumsOf(files, path, algorithm), await checksumsOf(files, other, algorithm)];
  const unlike = [...own].filter(([name, hash]) => others.get(name) !== hash);
  const missing = [...others].filter(([name]) => !own.has(name));
  return filesFinding(own.size, [...unlike, ...missing], `the files of ${other}`, path);
}

function filesFinding(
  count: number,
  others: readonly (readonly [name: string, hash: string])[],
  expected: string,
  path: string,
): Finding {
  if (count === 0) return toFinding({ status: 'fail', expected, message: `There is no file in ${path}.` });
  const isMet = others.length === 0;
  const names = others.slice(0, 3).map(([name, hash]) => `${name === '' ? path : name} (${hash})`);
  return toFinding({
    status: isMet ? 'pass' : 'fail',
    metrics: { 'Dataset.*.FileMatch': isMet ? 1 : 0 },
    observed: isMet ? 1 : 0,
    observedText: isMet ? countText(count, 'file') : `${countText(others.length, 'other file')}: ${names.join(', ')}`,
    expected,
    message: isMet ? '' : `${countText(others.length, 'file')} ${others.length === 1 ? 'does' : 'do'} not match.`,
  });
}

/** Checksums by the name inside of the folder, `''` of a single file. */
async function checksumsOf(
  files: FilePort,
  path: string,
  algorithm: HashAlgorithm,
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  for (const file of await files.list(path))
    hashes.set(file.path.slice(path.length).replace(/^[/\\]/, ''), await files.checksum(file.path, algorithm));
  return hashes;
}

function algorithmOf(rule: SimpleRule): HashAlgorithm {
  const { hashAlgorithm = 'SHA-256' } = optionsOf(rule, ['hashAlgorithm']);
  const known: readonly HashAlgorithm[] = ['MD5', 'SHA-1', 'SHA-256'];
  const algorithm = known.find((one) => one.replace('-', '') === hashAlgorithm.toUpperCase().replace('-', ''));
  if (algorithm !== undefined) return algorithm;
  throw new PlanError(`The option hashAlgorithm is one of ${known.join(', ')}, not "${hashAlgorithm}".`, rule.at);
}

function accessOf(rule: SimpleRule, index: number, { files }: PlanContext): { files: FilePort; path: string } {
  const path = rule.parameters[index]?.value;
  if (path === undefined)
    throw new PlanError(
      `${rule.type} needs the path of a file or a folder: the table is not read from files here.`,
      rule.at,
    );
  if (files === null) throw new PlanError(`${rule.type} "${path}" has no access to files here.`, rule.at);
  return { files, path };
}
