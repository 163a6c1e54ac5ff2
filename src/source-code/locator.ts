import type { Report, Result, SourceLocation } from '../model/report.ts';
import type { Span } from './code.ts';
import { generatedKinds } from './resource-types.ts';
import { wantedSettings } from './wanted-settings.ts';
import { settingOf, type Sources, stackMember, type Written, writtenAt, writtenAtArn } from './written.ts';

/** Where findings are written. */
export class Locator {
  readonly #sources: Sources;
  readonly #hashOf: (path: string, line: number) => string;

  /** @param hashOf of a line of a file of the tree, as `lineHashes` computes it */
  constructor(sources: Sources, hashOf: (path: string, line: number) => string) {
    this.#sources = sources;
    this.#hashOf = hashOf;
  }

  /**
   * The first of: the attribute or property the finding is about, the block of the resource, the call of the module it is made in, the block
   * of the owner of what AWS generates. Null where nobody can say.
   */
  locate(result: Result): SourceLocation | null {
    const own = writtenAt(result.resource, this.#sources);
    if (own === null && generatedKinds.has(result.resource.kind)) return this.#block(this.#ownerOf(result), 'owner');
    return this.#setting(result, own) ?? this.#block(own, own?.precision ?? 'block');
  }

  /** In what was observed, in the resource itself, or in what else the finding rests on, as the launch template of a group. */
  #setting(result: Result, own: Written | null): SourceLocation | null {
    const { evidence, resource, related } = result;
    const wanted = wantedSettings(result);
    const observed = [...new Set(evidence.map((each) => each.resource))];
    const others = related.filter((arn) => typeIn(arn) !== typeIn(resource.id));
    for (const arn of [...observed, resource.id, ...others]) {
      const written = arn === resource.id ? own : writtenAtArn(arn, this.#sources);
      const fact = evidence.find((each) => each.resource === arn)?.fact ?? '';
      const found = written === null ? null : settingOf(written, wanted[written.language], fact);
      if (written !== null && found !== null) return this.#location(found.path, found.setting.span, 'attribute', written.address);
    }
    return null;
  }

  #block(written: Written | null, precision: SourceLocation['precision']): SourceLocation | null {
    const place = written?.places.at(-1);
    return written === null || place === undefined ? null : this.#location(place.path, place.block.header, precision, written.address);
  }

  /** Of an instance or volume: what the finding relates it to, its template or its group, as the tags have them. */
  #ownerOf({ resource, related }: Result): Written | null {
    const tags = resource.tags ?? {};
    const template = tags['aws:ec2launchtemplate:id'];
    const group = tags['aws:autoscaling:groupName'];
    const arns = [...related, ...(template === undefined ? [] : [`:launch-template/${template}`])];
    const known = arns.map((arn) => writtenAtArn(arn, this.#sources)).find((written) => written !== null);
    if (known !== undefined) return known;
    const inStack = stackMember(
      resource,
      ['AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::LaunchTemplate', 'AWS::EC2::Instance'],
      this.#sources,
    );
    if (inStack !== null || group === undefined) return inStack;
    const owner = { ...resource, id: '', kind: 'autoscaling.group', type: 'AWS::AutoScaling::AutoScalingGroup', name: group, tags: {} };
    return writtenAt(owner, this.#sources);
  }

  #location(file: string, span: Span, precision: SourceLocation['precision'], address: string): SourceLocation {
    return { file, ...span, precision, address, lineHash: this.#hashOf(file, span.startLine) };
  }
}

/** Service and type, as an ARN has them. */
function typeIn(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':');
  return `${service}:${rest.join(':').split(/[/:]/)[0] ?? ''}`;
}

/** The same report, each failing result with the line it is written at, as far as that is known; looked up as results are read. */
export function located(report: Report, locator: Locator): Report {
  return { ...report, results: { [Symbol.iterator]: () => locatedResults(report.results, locator) } };
}

function* locatedResults(results: Iterable<Result>, locator: Locator): Generator<Result, void, undefined> {
  for (const result of results) {
    const source = result.status === 'fail' ? locator.locate(result) : null;
    yield source === null ? result : { ...result, source };
  }
}
