import { defineRule, offenders, Type } from '#rule-kit';
import { listenerName } from '../_lib/listener-name.ts';
import { actionsInWords, type Answer, answersOf, staysPlain } from '../_lib/plain-answers.ts';

const redirect = 'Type=redirect,RedirectConfig={Protocol=HTTPS,Port=443,StatusCode=HTTP_301}';

export default defineRule({
  id: 'load-balancer.http-redirect',
  title: 'Internet-facing HTTP listeners redirect to HTTPS',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['alb-http-redirect'],
  references: ['wa:SEC09-BP02', 'config:ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK', 'securityhub:ELB.1'],
  why: 'A client that starts with HTTP stays there: its session cookie and all it sends can be read and changed on the way.',
  params: Type.Object(
    {
      plainPaths: Type.Array(Type.String({ minLength: 1 }), {
        default: ['/.well-known/*'],
        description: 'Paths that rules may answer over HTTP; certificate authorities ask for theirs below /.well-known/ (RFC 8555).',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.listener',
  reads: ['elbv2.listener-rule', 'elbv2.load-balancer'],
  subsumedBy: ['load-balancer.https-listener'],
  appliesTo: ({ protocol, loadBalancer }) => protocol === 'HTTP' && loadBalancer.scheme === 'internet-facing',
  check(listener, context) {
    const { params, pass, fail, seeDerived } = context;
    const answers = answersOf(listener, params.plainPaths, context);
    const plain = offenders(answers, ({ actions, isExempt }) => !isExempt() && staysPlain(actions(), listener));
    const show = ({ owner, fact, name, actions }: Answer) =>
      seeDerived(owner, fact, actionsInWords(actions()), 'redirect to HTTPS', `${name} of the listener`);
    if (plain === null) {
      return pass(
        seeDerived(listener, 'defaultActions', actionsInWords(listener.defaultActions), null, 'no rule forwards over HTTP either'),
      );
    }
    const [first, ...others] = plain;
    const note = `${listenerName(listener)} serves over HTTP: ${plain.map(({ name }) => name).join(', ')}`;
    return fail([show(first), ...others.map(show)], note, [listener.loadBalancer]);
  },
  fix: ({ key, region }, { sh }) => ({
    cli: sh`aws elbv2 modify-listener --listener-arn ${key} --default-actions ${redirect} --region ${region}`,
    terraform: 'default_action { type = "redirect", redirect { protocol = "HTTPS", port = "443", status_code = "HTTP_301" } }',
    cloudformation: 'DefaultActions: [{ Type: redirect, RedirectConfig: { Protocol: HTTPS, Port: "443", StatusCode: HTTP_301 } }]',
    effect:
      'Immediate, without interruption for clients that follow redirects; there must be an HTTPS listener. Rules that forward come first: move them there.',
  }),
});
