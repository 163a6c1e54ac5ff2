import { defineRule, Type, undecidable } from '#rule-kit';
import { healthCheckFix } from '../_lib/health-check.ts';
import { isAskedByHttp, speaksHttp } from '../_lib/serving-group.ts';
import { codesOf, isGrpcRange } from '../_lib/success-codes.ts';

export default defineRule({
  id: 'target-group.success-codes',
  title: 'Only answers of success count as healthy',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['tg-matcher-200'],
  references: ['wa:REL11-BP01'],
  why: 'Where a redirect, "not found" or "not implemented" counts as healthy, a server keeps its requests although the application in it is broken.',
  params: Type.Object(
    {
      lastCode: Type.Integer({
        minimum: 200,
        maximum: 499,
        default: 299,
        description: 'Highest HTTP code that counts as success behind an Application Load Balancer; AWS sets 200 by default.',
      }),
      lastNetworkCode: Type.Integer({
        minimum: 200,
        maximum: 599,
        default: 399,
        description: 'The same behind a Network Load Balancer, where AWS sets 200 to 399 by default.',
      }),
      lastGrpcCode: Type.Integer({
        minimum: 0,
        maximum: 99,
        default: 0,
        description: 'Highest gRPC code that counts as success: 0 is OK. AWS sets 12 by default, which is UNIMPLEMENTED.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.target-group',
  reads: [],
  appliesTo: isAskedByHttp,
  check(group, { params, pass, fail, see }) {
    const { matcher } = group;
    if (matcher === null) return undecidable(group, 'no-evidence', 'AWS does not tell which codes count as healthy');
    const codes = codesOf(matcher) ?? undecidable(group, 'unsupported', `the codes "${matcher}" are not understood`);
    const isGrpc = codes.every(isGrpcRange);
    if (!isGrpc && codes.some(isGrpcRange)) return undecidable(group, 'unsupported', `"${matcher}" holds codes of two protocols`);
    const min = isGrpc ? 0 : 200;
    const max = isGrpc ? params.lastGrpcCode : speaksHttp(group) ? params.lastCode : params.lastNetworkCode;
    if (codes.every(({ first, last }) => min <= first && last <= max)) return pass('matcher');
    const expected = min === max ? String(max) : `within ${min}-${max}`;
    return fail(see(group, 'matcher', expected), `${isGrpc ? 'gRPC status' : 'HTTP'} ${matcher} counts as healthy`);
  },
  fix: (group, { sh }) => {
    const isGrpc = codesOf(group.matcher ?? '')?.every(isGrpcRange) ?? false;
    return {
      ...healthCheckFix(
        group,
        {
          options: isGrpc ? '--matcher GrpcCode=0' : '--matcher HttpCode=200',
          terraform: isGrpc ? 'matcher = "0"' : 'matcher = "200"',
          cloudformation: isGrpc ? 'Matcher: { GrpcCode: "0" }' : 'Matcher: { HttpCode: "200" }',
        },
        sh,
      ),
      effect: 'Immediate. The health path must answer with that code first: targets that redirect or answer otherwise become unhealthy.',
    };
  },
});
