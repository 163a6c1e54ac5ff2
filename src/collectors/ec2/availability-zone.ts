import { DescribeAvailabilityZonesCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';

export default defineCollector({
  kind: 'ec2.availability-zone',
  list: {
    action: 'ec2:DescribeAvailabilityZones',
    fetch: ({ ec2 }, _input: undefined) => ec2.send(new DescribeAvailabilityZonesCommand({ AllAvailabilityZones: true })),
    items: (page) => page.AvailabilityZones,
  },
  id: (zone, scope) => scope.arn('ec2', `availability-zone/${required(zone.ZoneName, 'ZoneName')}`),
  key: (zone) => required(zone.ZoneName, 'ZoneName'),
  name: (zone) => required(zone.ZoneName, 'ZoneName'),
  facts: {
    zoneId: (zone) => required(zone.ZoneId, 'ZoneId'),
    zoneType: (zone) => required(zone.ZoneType, 'ZoneType'),
    state: (zone) => required(zone.State, 'State'),
    optInStatus: (zone) => required(zone.OptInStatus, 'OptInStatus'),
  },
  relations: {},
});
