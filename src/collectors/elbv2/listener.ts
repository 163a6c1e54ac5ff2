import { DescribeListenerCertificatesCommand, DescribeListenersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { allPages } from '../kit/all-pages.ts';
import { defineCollector, required } from '../kit/define.ts';
import { oneByOne } from '../kit/one-by-one.ts';
import { actionFacts, forwardedGroups, stickyGroups } from '../kit/elbv2/actions.ts';
import { tagsDetail } from '../kit/elbv2/tags.ts';

const terminatesTls = ['HTTPS', 'TLS'];

export default defineCollector({
  kind: 'elbv2.listener',
  list: {
    action: 'elasticloadbalancing:DescribeListeners',
    after: ['elbv2.load-balancer'],
    requests: (nodes) => nodes('elbv2.load-balancer').map(({ key }) => ({ input: key, parent: { kind: 'elbv2.load-balancer', key } })),
    fetch: ({ elbv2 }, loadBalancerArn: string, token) =>
      elbv2.send(new DescribeListenersCommand({ LoadBalancerArn: loadBalancerArn, PageSize: 400, Marker: token })),
    items: (page) => page.Listeners,
    next: (page) => page.NextMarker,
  },
  id: (listener) => required(listener.ListenerArn, 'ListenerArn'),
  facts: {
    port: (listener) => listener.Port ?? null,
    protocol: (listener) => listener.Protocol ?? null,
    sslPolicy: (listener) => listener.SslPolicy ?? null,
    defaultActions: (listener) => actionFacts(listener.DefaultActions),
    stickyTargetGroupArns: (listener) => stickyGroups(listener.DefaultActions),
  },
  relations: {
    loadBalancer: (listener) => required(listener.LoadBalancerArn, 'LoadBalancerArn'),
    targetGroups: (listener) => forwardedGroups(listener.DefaultActions),
  },
  details: [
    {
      // The listener itself names its default certificate only; this call adds those chosen by server name.
      action: 'elasticloadbalancing:DescribeListenerCertificates',
      facts: ['certificateArns'],
      batch: 1,
      when: ({ Protocol }) => Protocol === undefined || terminatesTls.includes(Protocol),
      otherwise: () => ({ certificateArns: [] }),
      fetch: oneByOne(async ({ elbv2 }, { key }) => {
        const pages = await allPages(
          (token) => elbv2.send(new DescribeListenerCertificatesCommand({ ListenerArn: key, PageSize: 400, Marker: token })),
          (page) => page.NextMarker,
        );
        const arns = pages.flatMap((page) => (page.Certificates ?? []).map((found) => required(found.CertificateArn, 'CertificateArn')));
        return { certificateArns: [...new Set(arns)] };
      }),
    },
    tagsDetail,
  ],
});
