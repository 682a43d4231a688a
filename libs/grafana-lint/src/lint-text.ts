import { parseAllDocuments } from 'yaml';
import type { LintFinding } from './finding.ts';
import { lintDashboards } from './lint-dashboards.ts';
import type { LintOptions } from './lint-rule.ts';
import { readable } from './rules/readable.ts';

/**
 * What the rules find in the text of a file: JSON, or YAML of one or more documents, as Grafana's provisioning folder has them. Text that
 * is neither is a finding of the rule `readable`.
 *
 * @example
 * lintText('{"title": "Hours", "panels": []}'); // [{ rule: 'title-and-description', ... }]
 */
export function lintText(text: string, options: LintOptions = {}): LintFinding[] {
  const parsed = parseText(text.replace(/^\uFEFF/, ''));
  return 'documents' in parsed
    ? parsed.documents.flatMap((json) => lintDashboards(json, options))
    : [
        unreadable(
          `It is not ${parsed.language} (${parsed.reason}): export a dashboard, alert rules or a data source from Grafana.`,
        ),
      ];
}

/**
 * The finding for a file whose content cannot be judged.
 *
 * @param detail why, and what to do.
 * @example
 * unreadable('It cannot be read (EACCES): check its permissions.').rule; // 'readable'
 */
export function unreadable(detail: string): LintFinding {
  return { rule: readable.name, severity: readable.severity, path: '', title: readable.title, detail };
}

type Parsed = { readonly documents: readonly unknown[] } | { readonly language: string; readonly reason: string };

function parseText(text: string): Parsed {
  const isJson = /^\s*[[{]/.test(text);
  try {
    return { documents: isJson ? [JSON.parse(text)] : parseYaml(text) };
  } catch (error) {
    return {
      language: isJson ? 'JSON' : 'YAML',
      reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
    };
  }
}

function parseYaml(text: string): unknown[] {
  const documents = parseAllDocuments(text);
  if ('empty' in documents) return [null];
  return documents.map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return document.toJS() as unknown;
  });
}
