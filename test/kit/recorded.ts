import { readdirSync, readFileSync } from 'node:fs';

const fixtures = new URL('../../fixtures/aws/', import.meta.url);

export interface RecordedAnswer {
  readonly name: string;
  /** As the SDK gives it. */
  readonly page: unknown;
}

/** Every recorded answer of one operation. `fixtures/aws/README.md` says where they come from. */
export function recordedAnswers(service: string, operation: string): readonly RecordedAnswer[] {
  const folder = new URL(`${service}/${operation}/`, fixtures);
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const page: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'), revive);
      return { name: `${operation}/${file}`, page };
    });
}

function revive(_key: string, value: unknown): unknown {
  return isDate(value) ? new Date(value.$date) : value;
}

function isDate(value: unknown): value is { readonly $date: string } {
  return typeof value === 'object' && value !== null && '$date' in value && typeof value.$date === 'string';
}
