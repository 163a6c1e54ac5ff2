import { UnansweredError } from '../../aws/unanswered.ts';
import { isObject, type JsonObject } from '../json-value.ts';
import { type ConfigItem, momentOf } from './item.ts';
import type { Shape } from './shapes.ts';

/**
 * An item in the shape of the service's own API, so that the collector of its kind reads it: members are found whatever
 * their case, times are dates, `{ value: x }` is `x`.
 *
 * A member that the item lacks is absent only where the shape says that absence means so. Reading any other one throws an
 * {@link UnansweredError}, which makes a gap of the fact that needs it: what AWS Config does not record is not known.
 */
export function apiView({ type, account, configuration, tags }: ConfigItem, { mayLack, alsoCalled = {}, prepare }: Shape): object {
  const lacking = new Set(mayLack.split(' '));
  const view = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => view(item, path));
    if (!isObject(value)) return value ?? undefined;
    const names = Object.keys(value);
    return names.length === 1 && names[0] === 'value' ? view(value['value'], path) : viewOf(value, path);
  };
  const viewOf = (value: JsonObject, path: string): object => {
    const members = new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
    return new Proxy(
      {},
      {
        get(_target, name): unknown {
          if (typeof name !== 'string') return undefined;
          const plain = name.toLowerCase();
          const found = members.get(plain) ?? members.get(alsoCalled[plain] ?? '');
          if (found !== undefined && found !== null) return plain.endsWith('time') ? (momentOf(found) ?? found) : view(found, plain);
          if (lacking.has(plain) || lacking.has(`${path}.${plain}`) || notMembers.has(name)) return undefined;
          if (/^tag(?:s|list|set)$/.test(plain) && tags !== null) return tagList(tags);
          // An account records what is its own.
          if (plain === 'ownerid' && path === '') return account;
          throw new UnansweredError('not-collected', `AWS Config does not record ${name} of ${type}; --from config+live asks for it.`);
        },
        ownKeys() {
          throw new TypeError(`the members of ${type} are read by name`);
        },
      },
    );
  };
  const tagList = (pairs: Readonly<Record<string, string>>) => Object.entries(pairs).map(([key, value]) => viewOf({ key, value }, 'tags'));
  const prepared = prepare?.(configuration) ?? configuration;
  return viewOf(isObject(prepared) ? prepared : {}, '');
}

/** What the language itself looks for in an object. */
const notMembers: ReadonlySet<string> = new Set(['then', 'toJSON', 'constructor']);
