import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/**
 * The folder of the jars that a POM names, downloaded by Maven (220 MB) unless this POM's are there.
 *
 * @throws {Error} that says what is missing: Maven, or what it could not download.
 * @example
 * const jars = installJars('tools/spark-comparison/java/pom.xml', '.engines/spark-comparison');
 */
export function installJars(pom: string, folder: string): string {
  const hash = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const jars = join(folder, `jars-${hash}`);
  if (existsSync(jars)) return jars;
  const unfinished = `${jars}.unfinished`;
  const args = ['-q', '-B', '-f', pom, plugin, '-DincludeScope=runtime', `-DoutputDirectory=${unfinished}`];
  const { error, status, stdout } = spawnSync('mvn', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (error !== undefined)
    throw new Error('Maven (mvn) is needed to download Spark and Deequ, and does not start here.', { cause: error });
  if (status !== 0) throw new Error(`Maven could not download what ${pom} names:\n${stdout}`);
  renameSync(unfinished, jars);
  return jars;
}
