const maxTextLength = 500;

/** Why a call was refused, according to the body. */
export interface Refusal {
  readonly apiStatus: string | null;
  readonly text: string | null;
  /** As in the body, of any type. */
  readonly requestId: unknown;
}

/**
 * Reads the body of a refused call: JSON with the text in `error` (400, 401, 429) or `message` (403, 404),
 * a proxy's HTML page, plain text, or nothing.
 *
 * @example
 * parseRefusal('{"status":"ERROR","error":"Unknown API Key"}').text; // 'Unknown API Key'
 */
export function parseRefusal(body: string): Refusal {
  const json = parseObject(body);
  if (json === null) return { apiStatus: null, text: toText(readTitle(body) ?? body), requestId: null };
  return {
    apiStatus: toText(json['status']),
    text: toText(json['error']) ?? toText(json['message']),
    requestId: json['request_id'],
  };
}

function parseObject(body: string): Record<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : null;
  } catch {
    return null;
  }
}

function readTitle(body: string): string | undefined {
  return /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1];
}

/** `JSON.stringify` overflows the stack on nesting that `JSON.parse` can read. */
function toJson(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '(nested too deeply to show)';
  }
}

function toText(value: unknown): string | null {
  const text = typeof value === 'object' && value !== null ? toJson(value) : typeof value === 'string' ? value : '';
  const line = text.replace(/\s+/g, ' ').trim().slice(0, maxTextLength);
  return line === '' ? null : line;
}
