import { required } from '../define.ts';

/** The AWS service that manages the resource; null where the customer does, which is also what no answer means. */
export function operatorPrincipal(
  operator: { readonly Managed?: boolean | undefined; readonly Principal?: string | undefined } | undefined,
): string | null {
  return operator?.Managed === true ? required(operator.Principal, 'Operator.Principal') : null;
}
