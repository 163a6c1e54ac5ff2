import { SetupError } from './setup-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that requests to a URL go through, as `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` say
 * (either case), or null for none.
 *
 * @throws SetupError where a variable holds no URL.
 */
export function proxyFor(url: URL, environment: Environment): URL | null {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = lookUp(environment, name) ?? lookUp(environment, 'ALL_PROXY');
  if (proxy === undefined || isExempt(url, lookUp(environment, 'NO_PROXY') ?? '')) return null;
  const text = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (URL.canParse(text)) return new URL(text);
  throw new SetupError(
    'network',
    `The environment variable ${name} does not hold the URL of a proxy, such as http://proxy.example.com:8080.`,
  );
}

function lookUp(environment: Environment, name: string): string | undefined {
  return environment[name] || environment[name.toLowerCase()] || undefined;
}

/** Entries are host names, which cover their subdomains, with or without a leading dot, `*.` or a port; `*` is every host. */
function isExempt(url: URL, noProxy: string): boolean {
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', entryPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(entry) ?? [];
      const domain = name.replace(/^\*?\./, '');
      return (entryPort === undefined || entryPort === port) && (host === domain || host.endsWith(`.${domain}`));
    });
}
