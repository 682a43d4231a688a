/**
 * The script of action.yml: runs the chosen commands, writes their outcome into the summary of the job and as a comment on the pull
 * request, and fails when one failed. Plain JavaScript, because nothing is installed where it runs.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { toCheckCommands } from './check-commands.mjs';
import { isPassed, toComment } from './comment.mjs';
import { sendComment } from './send-comment.mjs';

const environment = process.env;
const input = (/** @type {string} */ name) => environment[`TICKERLAKE_${name}`] ?? '';
const [program = 'npx', ...first] = JSON.parse(
  input('COMMAND') || `["npx", "--yes", "@tickerlake/cli@${input('VERSION')}"]`,
);

const commands = toCheckCommands({ check: input('CHECK'), lint: input('LINT'), plan: input('PLAN') }, filesOf);
const results = commands.map(({ name, args, isMarkdown }) => {
  console.log(`::group::tickerlake ${args.join(' ')}`);
  const { status, stdout, stderr } = spawnSync(program, [...first, ...args], {
    encoding: 'utf8',
    // The command has no use for the token of the comment.
    env: { ...environment, TICKERLAKE_TOKEN: undefined },
    maxBuffer: 2 ** 28,
    shell: process.platform === 'win32',
  });
  console.log(`${stdout}${stderr}\n::endgroup::`);
  const isPrinted = stdout.trim() !== '';
  return { name, exitCode: status ?? 1, output: isPrinted ? stdout : stderr, isMarkdown: isMarkdown && isPrinted };
});
const comment = toComment(results);
if (environment['GITHUB_STEP_SUMMARY'] !== undefined) appendFileSync(environment['GITHUB_STEP_SUMMARY'], comment);

const event = JSON.parse(readFileSync(environment['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
const number = event.pull_request?.number;
if (number !== undefined && input('TOKEN') !== '') {
  const isSent = await sendComment(
    {
      api: environment['GITHUB_API_URL'] ?? 'https://api.github.com',
      repository: environment['GITHUB_REPOSITORY'] ?? '',
      number,
      token: input('TOKEN'),
    },
    comment,
  );
  if (!isSent) console.log('::notice::The job may not comment on this pull request: see the summary of the job.');
}
process.exitCode = results.every(isPassed) ? 0 : 1;

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.(json|ya?ml)$/.test(name))
    .sort()
    .map((name) => join(path, name));
}
