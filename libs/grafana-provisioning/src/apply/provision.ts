import { connectGrafana, type GrafanaClient } from '../grafana/grafana-client.ts';
import type { TransportOptions } from '../grafana/transport/transport.ts';
import { applyChanges } from './apply-plan.ts';
import type { Change } from './change.ts';
import { athenaPluginId, type DesiredState } from './desired-state.ts';
import { examineGrafana } from './examine-grafana.ts';
import { findDrift } from './find-drift.ts';
import type { Allowances } from './ownership.ts';
import { planChanges } from './plan/plan-changes.ts';
import { planRemoval } from './plan/plan-removal.ts';
import { renderChanges, renderDrift, renderPlan } from './render-changes.ts';

/** The actions, available in a terminal, CI and a Lambda. */
export const provisionActions = ['plan', 'apply', 'drift', 'destroy', 'doctor'] as const;

/** One of the actions. */
export type ProvisionAction = (typeof provisionActions)[number];

/** A request. */
export interface ProvisionRequest extends Allowances {
  readonly action: ProvisionAction;
  /** Install the Athena plugin if it is missing; for apply only. */
  readonly installPlugin: boolean;
  /** Confirms a destroy; without it, a destroy only lists what it would remove. */
  readonly isConfirmed: boolean;
}

/** The context of a request. */
export interface ProvisionContext {
  readonly connection: TransportOptions;
  readonly desired: DesiredState;
  /** A query that reads a table, for doctor. */
  readonly probeSql: string;
  readonly nowMs: number;
}

/** The result. */
export interface ProvisionOutcome {
  /** 0 done or nothing to do, 1 a problem, 2 differences found. */
  readonly exitCode: 0 | 1 | 2;
  /** For a person. */
  readonly text: string;
  /** The result for programs; plain JSON. */
  readonly report: Readonly<Record<string, unknown>>;
}

/**
 * Plans, applies, finds drift, destroys or checks: one entry point for every caller. Results and errors contain no
 * secret.
 *
 * @throws {GrafanaError} When Grafana cannot be reached, rejects a call, or is too old.
 * @throws {ProvisionError} When an apply or destroy is blocked, or a write failed.
 * @example
 * const { exitCode, text } = await provision({ action: 'plan', force: false, includeManaged: false, rotateSecrets: false, installPlugin: false, isConfirmed: false }, context);
 */
export async function provision(request: ProvisionRequest, context: ProvisionContext): Promise<ProvisionOutcome> {
  if (request.action === 'doctor') return doctor(context);
  const grafana = await connectGrafana(context.connection);
  switch (request.action) {
    case 'plan':
      return plan(grafana, context.desired, request);
    case 'apply':
      return apply(grafana, context.desired, request);
    case 'drift':
      return drift(grafana, context.desired);
    case 'destroy':
      return destroy(grafana, context.desired, request);
  }
}

async function plan(
  grafana: GrafanaClient,
  desired: DesiredState,
  request: ProvisionRequest,
): Promise<ProvisionOutcome> {
  const planned = await planChanges(grafana, desired, request);
  const isDue = planned.obstacles.length > 0 || planned.changes.some((change) => change.action !== 'none');
  return {
    exitCode: isDue ? 2 : 0,
    text: renderPlan(planned),
    report: { changes: planned.changes.map(toReport), obstacles: planned.obstacles },
  };
}

async function apply(
  grafana: GrafanaClient,
  desired: DesiredState,
  request: ProvisionRequest,
): Promise<ProvisionOutcome> {
  const hasPlugin = !request.installPlugin || (await grafana.plugins.version(athenaPluginId)) !== null;
  if (!hasPlugin) await grafana.plugins.install(athenaPluginId);
  const planned = await planChanges(grafana, desired, request);
  const written = await applyChanges(grafana, planned.changes, planned.obstacles);
  const installed = hasPlugin ? [] : [`Installed the plugin ${athenaPluginId}.`];
  const kept = planned.changes.length - written.length;
  const last =
    written.length === 0
      ? `Nothing to do: all ${kept} resources are up to date; nothing was written.`
      : `Applied: ${written.length} written, ${kept} unchanged.`;
  return {
    exitCode: 0,
    text: `${[...installed, ...renderChanges(written), last].join('\n')}\n`,
    report: { written: written.map(toReport), unchanged: kept, installedPlugin: !hasPlugin },
  };
}

async function drift(grafana: GrafanaClient, desired: DesiredState): Promise<ProvisionOutcome> {
  const drifts = await findDrift(grafana, desired);
  return { exitCode: drifts.length === 0 ? 0 : 2, text: renderDrift(drifts), report: { drift: drifts } };
}

async function destroy(
  grafana: GrafanaClient,
  desired: DesiredState,
  request: ProvisionRequest,
): Promise<ProvisionOutcome> {
  const changes = await planRemoval(grafana, desired, request);
  const due = changes.filter((change) => change.action === 'delete');
  const report = {
    removed: request.isConfirmed ? due.map(toReport) : [],
    toRemove: request.isConfirmed ? [] : due.map(toReport),
  };
  if (due.length === 0)
    return { exitCode: 0, text: `${[...renderChanges(changes), 'Nothing to remove.'].join('\n')}\n`, report };
  if (!request.isConfirmed)
    return {
      exitCode: 2,
      text: `${[...renderChanges(changes), `${due.length} to remove. Add --yes to remove them.`].join('\n')}\n`,
      report,
    };
  await applyChanges(grafana, changes);
  return { exitCode: 0, text: `${[...renderChanges(changes), `Removed ${due.length}.`].join('\n')}\n`, report };
}

async function doctor(context: ProvisionContext): Promise<ProvisionOutcome> {
  const findings = await examineGrafana(context);
  const text = findings
    .map((finding) => `${finding.isWell ? 'ok  ' : 'FAIL'}  ${finding.name}: ${finding.text}\n`)
    .join('');
  return { exitCode: findings.every((finding) => finding.isWell) ? 0 : 1, text, report: { findings } };
}

function toReport({
  kind,
  uid,
  title,
  action,
  differences,
  obstacle,
  note,
}: Change): Readonly<Record<string, unknown>> {
  return {
    kind,
    uid,
    title,
    action,
    differences,
    ...(obstacle === null ? {} : { refused: obstacle.text }),
    ...(note === undefined ? {} : { note }),
  };
}
