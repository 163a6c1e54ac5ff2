/** An account of many regions with nothing in it, behind a latency; a process of its own, so that its work is not counted. */
import { AwsEndpoint } from '../../test/kit/aws-endpoint.ts';
import { regions } from './regions.ts';

const [latencyMs = '0', burst, perSecond] = process.argv.slice(2);
const endpoint = await AwsEndpoint.start();
endpoint.answersEmpty = true;
endpoint
  .on('ec2:DescribeRegions', { Regions: regions.map((RegionName) => ({ RegionName, OptInStatus: 'opt-in-not-required' })) })
  .delay('*', Number(latencyMs));
if (burst !== undefined && perSecond !== undefined) endpoint.bucket('ec2:DescribeVpcs', Number(burst), Number(perSecond));

process.on('message', () => {
  process.send?.({ calls: endpoint.calls() });
});
process.on('disconnect', () => void endpoint.close());
process.send?.({ url: endpoint.url });
