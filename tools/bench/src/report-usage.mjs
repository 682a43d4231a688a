/** Loaded before a command (`node --import`): at its end, writes the milliseconds of CPU that it took into the file USAGE_FILE. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env['USAGE_FILE'] ?? '/dev/null', String((user + system) / 1_000));
});
