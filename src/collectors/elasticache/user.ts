import { DescribeUsersCommand } from '@aws-sdk/client-elasticache';
import { defineCollector, required } from '../kit/define.ts';

export default defineCollector({
  kind: 'elasticache.user',
  list: {
    action: 'elasticache:DescribeUsers',
    fetch: ({ elastiCache }, _input: undefined, token) => elastiCache.send(new DescribeUsersCommand({ MaxRecords: 100, Marker: token })),
    items: (page) => page.Users,
    next: (page) => page.Marker,
  },
  id: (user) => required(user.ARN, 'ARN'),
  key: (user) => required(user.UserId, 'UserId'),
  name: (user) => required(user.UserId, 'UserId'),
  facts: {
    userName: (user) => required(user.UserName, 'UserName'),
    status: (user) => required(user.Status, 'Status'),
    authenticationType: (user) => user.Authentication?.Type ?? null,
    accessString: (user) => required(user.AccessString, 'AccessString'),
    userGroupIds: (user) => user.UserGroupIds ?? [],
  },
  relations: {},
});
