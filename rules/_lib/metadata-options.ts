import {
  allOf,
  anyOf,
  type Evidence,
  type Identity,
  ifKnown,
  isNonEmpty,
  type Json,
  type NonEmpty,
  offenders,
  type Verdict,
  type View,
} from '#rule-kit';
import type { Launched } from './launched.ts';

interface Judging {
  find(kind: 'ec2.instance-metadata-defaults', key: string): View<'ec2.instance-metadata-defaults'> | null;
  see(view: View<'ec2.instance-metadata-defaults'>, fact: 'httpTokensEnforced'): Evidence;
  seeDerived(view: Identity, name: string, observed: Json, expected: Json, derivation: string): Evidence;
  pass(...evidence: readonly Evidence[]): Verdict;
  fail(evidence: NonEmpty<Evidence>, note: string): Verdict;
  unknown(reason: 'no-evidence' | 'unsupported', detail: string): Verdict;
}

type Defaults = Pick<Judging, 'find'>;

/** Each level speaks only where the one before it says nothing: the launch, the account, for tokens the image, then EC2 itself. */
function optionsUnder({ find }: Defaults) {
  const account = () => find('ec2.instance-metadata-defaults', 'instance-metadata-defaults');
  return {
    account,
    endpointOf: ({ data }: Launched) => data().httpEndpoint ?? account()?.httpEndpoint ?? 'enabled',
    tokensOf: ({ data, image }: Launched) =>
      data().httpTokens ?? account()?.httpTokens ?? (image().imdsSupport === 'v2.0' ? 'required' : 'optional'),
  };
}

/** Ways to start an instance that end with a metadata service without session tokens; null where there is none. */
export function launchesAnsweringV1(launches: Iterable<Launched>, defaults: Defaults): NonEmpty<Launched> | null {
  const { endpointOf, tokensOf } = optionsUnder(defaults);
  return offenders(launches, (launch) =>
    allOf(
      () => endpointOf(launch) === 'enabled',
      () => tokensOf(launch) === 'optional',
    ),
  );
}

/** Whether each way to start an instance ends with a metadata service that is off or asks for session tokens. */
export function judgeMetadataOptions(launches: () => Iterable<Launched>, { find, see, seeDerived, pass, fail, unknown }: Judging): Verdict {
  const { account, endpointOf, tokensOf } = optionsUnder({ find });
  const originOf = ({ data, image }: Launched, name: 'httpEndpoint' | 'httpTokens') => {
    if (data()[name] !== null) return 'as it says itself';
    if ((account()?.[name] ?? null) !== null) return 'by the default of the account';
    const { key, imdsSupport } = image();
    return `neither it nor the account says anything, and the image ${key} ${imdsSupport === 'v2.0' ? 'requires tokens' : 'does not require tokens'}`;
  };
  const show = (launch: Launched) => {
    const name = ifKnown(() => endpointOf(launch)) === 'disabled' ? 'httpEndpoint' : 'httpTokens';
    const [observed, expected] = name === 'httpEndpoint' ? ['disabled', 'disabled'] : [tokensOf(launch), 'required'];
    return seeDerived(launch.data(), name, observed, expected, `${launch.label}: ${originOf(launch, name)}`);
  };
  const open = launchesAnsweringV1(launches(), { find });
  if (open !== null) {
    const [first, ...others] = open;
    const labels = open.map(({ label }) => label).join('; ');
    const defaults = ifKnown(account) ?? null;
    const isRejected = defaults !== null && ifKnown(() => defaults.httpTokensEnforced) === 'enabled';
    const seen: NonEmpty<Evidence> = [show(first), ...others.map(show)];
    return isRejected
      ? fail(
          [...seen, see(defaults, 'httpTokensEnforced')],
          `The account rejects launches that allow IMDSv1, so no instance can be replaced: ${labels}`,
        )
      : fail(seen, `The next instance answers IMDSv1: ${labels}`);
  }
  const odd = offenders(
    launches(),
    (launch) =>
      !anyOf(
        () => endpointOf(launch) === 'disabled',
        () => tokensOf(launch) === 'required',
      ),
  );
  if (odd !== null) return unknown('unsupported', `the metadata options of ${odd[0].label} are not understood`);
  const seen = [...launches()].map(show);
  return isNonEmpty(seen) ? pass(...seen) : unknown('no-evidence', 'AWS does not tell what instances start from');
}
