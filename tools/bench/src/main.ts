import type { StepName } from './measure-step.ts';

// A step loads nothing but what it measures: its peak memory is printed.
const [, , command, name, place = '', range = ''] = process.argv;
if (command === 'step') {
  const { runStep } = await import('./steps/run-step.ts');
  process.stdout.write(`${JSON.stringify(await runStep(name as StepName, place, JSON.parse(range)))}\n`);
} else await import('./bench-command.ts');
