export interface ActivityText {
  readonly action: 'launch' | 'terminate' | null;
  /** Null also where the text names several instances. */
  readonly instanceId: string | null;
  readonly warmPool: 'into' | 'from' | null;
}

const actionByVerb = { launching: 'launch', terminating: 'terminate' } as const;

function isVerb(word: string): word is keyof typeof actionByVerb {
  return Object.hasOwn(actionByVerb, word);
}

function direction(word: string | undefined): ActivityText['warmPool'] {
  return word === 'into' || word === 'from' ? word : null;
}

/**
 * What `Description` says: `Launching a new EC2 instance: i-0abc`, `… into warm pool: …`, `Terminating EC2 instance: …`.
 * The text is English prose and no contract, so anything else says nothing.
 */
export function readDescription(description: string | undefined): ActivityText {
  const text = description ?? '';
  const verb = /^(\w+) .*\binstance\b/i.exec(text)?.[1]?.toLowerCase() ?? '';
  const instanceIds = new Set(text.match(/\bi-[0-9a-f]{8,17}\b/g));
  const [only] = instanceIds;
  return {
    action: isVerb(verb) ? actionByVerb[verb] : null,
    instanceId: instanceIds.size === 1 ? (only ?? null) : null,
    warmPool: direction(/\binstance (into|from)(?: a| the)? warm pool\b/i.exec(text)?.[1]?.toLowerCase()),
  };
}

/** `At …Z an instance was taken out of service in response to an ELB system health check failure.` */
export function blamesLoadBalancerHealth(cause: string): boolean {
  return /\bin response to an? (?:ELB|Elastic Load Balancing|VPC Lattice)\b[^.]*\bhealth[ -]check/i.test(cause);
}
