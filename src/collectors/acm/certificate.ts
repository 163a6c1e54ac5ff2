import { DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { type CollectedNodes, defineCollector, required } from '../kit/define.ts';
import { oneByOne } from '../kit/one-by-one.ts';
import { isoTime, textOrNull } from '../kit/values.ts';

/** Listeners may also present server certificates of IAM, which ACM does not know. */
function certificatesInUse(nodes: CollectedNodes): readonly string[] {
  const arns = nodes('elbv2.listener').flatMap(({ facts }) => facts.certificateArns ?? []);
  return [...new Set(arns)].filter((arn) => arn.split(':')[2] === 'acm').sort();
}

/** The certificates that listeners present: asking for all of them would leave some types of key out. */
export default defineCollector({
  kind: 'acm.certificate',
  list: {
    action: 'acm:DescribeCertificate',
    after: ['elbv2.listener'],
    requests: (nodes) => [{ input: certificatesInUse(nodes) }],
    // The certificates are known by those who present them: there is nothing to list.
    fetch: async (_clients, arns: readonly string[]) => arns,
    items: (arns) => arns,
  },
  id: (arn) => arn,
  facts: {},
  relations: {},
  details: [
    {
      action: 'acm:DescribeCertificate',
      facts: ['domainName', 'status', 'certificateType', 'expiresAt', 'renewalEligibility', 'renewalStatus'],
      batch: 1,
      fetch: oneByOne(async ({ acm }, { key }) => {
        const { Certificate } = await acm.send(new DescribeCertificateCommand({ CertificateArn: key }));
        return {
          domainName: textOrNull(Certificate?.DomainName),
          status: required(Certificate?.Status, 'Status'),
          certificateType: required(Certificate?.Type, 'Type'),
          expiresAt: isoTime(Certificate?.NotAfter),
          renewalEligibility: Certificate?.RenewalEligibility ?? null,
          renewalStatus: Certificate?.RenewalSummary?.RenewalStatus ?? null,
        };
      }),
    },
  ],
});
