import { readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import type { Environment } from './proxies.ts';
import { SetupError } from './setup-error.ts';

/**
 * What to trust where `AWS_CA_BUNDLE` adds certificates to the usual ones; null where it is not set.
 * Node itself adds those of `NODE_EXTRA_CA_CERTS`, but only as long as nobody sets any others.
 *
 * @throws SetupError where the file cannot be read or holds no certificate.
 */
export function trustedCertificates(environment: Environment): SecureContext | null {
  const bundle = environment['AWS_CA_BUNDLE'];
  if (bundle === undefined || bundle === '') return null;
  const extra = environment['NODE_EXTRA_CA_CERTS'];
  const files = [bundle, ...(extra === undefined || extra === '' ? [] : [extra])];
  try {
    return createSecureContext({ ca: [...rootCertificates, ...files.map((file) => readFileSync(file, 'utf8'))] });
  } catch (cause) {
    throw new SetupError('network', `The certificates of AWS_CA_BUNDLE (${bundle}) cannot be read; it must name a PEM file.`, { cause });
  }
}
