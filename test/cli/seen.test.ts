import { expect, it } from 'vitest';
import { runCli } from '../kit/run-cli.ts';
import { savedAs } from '../kit/snapshot-bytes.ts';
import { node, world } from '../kit/world.ts';

const account = () =>
  savedAs(
    'account.ndjson',
    world(
      node('ec2.vpc', 'vpc-1'),
      node('ec2.network-interface', 'eni-1', { description: 'Amazon EKS \u001b[31mshop', isRequesterManaged: true }),
      node('rds.cluster', 'documents', { engine: 'docdb' }),
    ),
  );

it('what was seen and not judged stands in the table, and in JSON', async () => {
  const shown = await runCli(['scan', '--from', account()]);
  expect(shown.stdout).toContain('\nSeen, not judged: EKS (shop).\n');
  const { stdout } = await runCli(['scan', '--from', account(), '--format', 'ndjson']);
  const header: unknown = JSON.parse(stdout.split('\n')[0] ?? '');
  expect(header).toMatchObject({
    seen: [{ service: 'EKS', account: '111111111111', region: 'eu-west-1', count: 1, how: ['network-interface'], gap: null }],
  });
});

it('a run whose rules read no network interfaces says that it saw none', async () => {
  const { stdout } = await runCli(['scan', '--from', account(), '--rules', 'compute.volume-encrypted', '--allow-empty']);
  expect(stdout).toContain('Not all that stands in the account could be seen: no chosen rule reads ec2.network-interface.');
});
