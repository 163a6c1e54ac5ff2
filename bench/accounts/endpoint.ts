/** An organization of any size, each account with a VPC and a database; a process of its own, so that its work is not counted. */
import { AwsEndpoint } from '../../test/kit/aws-endpoint.ts';
import { scriptOrganization } from '../../test/kit/organization.ts';

const endpoint = scriptOrganization(await AwsEndpoint.start()).delay('*', Number(process.argv[2] ?? '0'));

process.on('message', () => {
  process.send?.({ calls: endpoint.calls() });
  // Hundreds of thousands of requests are not worth keeping.
  endpoint.received.length = 0;
});
process.on('disconnect', () => void endpoint.close());
process.send?.({ url: endpoint.url });
