import type { Finding } from '../plan/leaf-plan.ts';

type Status = Finding['status'];

/** What decides an AND, or an OR, whatever its other side is; what is behind it is unknown in a growing degree. */
const ranks: Record<'AND' | 'OR', readonly Status[]> = {
  AND: ['fail', 'error', 'not_evaluated', 'pass'],
  OR: ['pass', 'error', 'not_evaluated', 'fail'],
};

/**
 * The finding of two rules joined by AND or OR, each evaluated over the whole table. What could not be evaluated counts
 * as unknown: `fail AND error` is fail, `pass AND error` is error.
 *
 * @example
 * combineFindings('OR', failed, passed).status; // 'pass'
 */
export function combineFindings(operator: 'AND' | 'OR', left: Finding, right: Finding): Finding {
  const status = ranks[operator].find((rank) => left.status === rank || right.status === rank) ?? 'error';
  const messages = [left, right].filter((side) => side.message !== '' && status !== 'pass').map((side) => side.message);
  return {
    status,
    metrics: { ...left.metrics, ...right.metrics },
    observed: null,
    observedText: `${left.observedText} | ${right.observedText}`,
    expected: `(${left.expected}) ${operator} (${right.expected})`,
    rows: null,
    message: messages.join(' '),
    ...(status === 'not_evaluated' && (left.lacksHistory ?? right.lacksHistory) === true ? { lacksHistory: true } : {}),
  };
}
