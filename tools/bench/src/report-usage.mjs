/**
 * Preloaded into a command (`node --import`): on exit it writes the CPU time in milliseconds and the peak memory in MB to the file
 * USAGE_FILE, as two numbers. The CPU time of processes that the command started and that have ended is counted too, on Linux.
 */
import { readFileSync, writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpuMs = (userCPUTime + systemCPUTime) / 1_000 + childrenMs();
  writeFileSync(process.env['USAGE_FILE'] ?? '/dev/null', `${cpuMs} ${maxRSS / 1_024}`);
});

/** The fields cutime and cstime of `/proc/self/stat`, in ticks of 10 ms. Source: proc_pid_stat(5). */
function childrenMs() {
  if (process.platform !== 'linux') return 0;
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
