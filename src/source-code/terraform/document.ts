import { InputError } from '../../model/input-error.ts';
import { type Instance, instancesOfShow, instancesOfState } from './instances.ts';
import { isRecord, type Json } from './json-parts.ts';

/** A state or a plan that was read. */
export interface TerraformDocument {
  /** As the user called it. */
  readonly file: string;
  readonly instances: readonly Instance[];
  /** Accounts that its ARNs name; none where nothing was created yet. */
  readonly accounts: ReadonlySet<string>;
}

/**
 * Reads a state of format 4, or what `terraform show -json` prints of a state or a plan, also as OpenTofu has them.
 *
 * @throws InputError where it is none of them. No message repeats what the file holds, since that may be secret.
 */
export function parseTerraformDocument(text: string, file: string): TerraformDocument {
  if (text.startsWith('PK'))
    throw new InputError(`${file} is a plan as Terraform saves it; give what \`terraform show -json ${file}\` prints`);
  const document = parsed(text, file);
  if ('encrypted_data' in document) throw new InputError(`${file} is encrypted; give what \`tofu show -json\` prints`);
  const { version, format_version: format } = document;
  if (typeof version === 'number' && 'serial' in document && version < 4)
    throw new InputError(
      `${file} is a state of format ${version}, from before Terraform 0.12; give what \`terraform show -json\` of a newer one prints`,
    );
  if (typeof version === 'number' && version > 4 && 'serial' in document)
    throw new InputError(
      `${file} is a state of format ${version}, which is newer than this program; give what \`terraform show -json\` prints`,
    );
  if (typeof format === 'string' && !/^[01]\./.test(format))
    throw new InputError(
      `${file} has format ${JSON.stringify(format.slice(0, 20))} of \`terraform show -json\`; formats 0 and 1 are known`,
    );
  if (version !== 4 && typeof format !== 'string')
    throw new InputError(`${file} is neither a Terraform state nor what \`terraform show -json\` prints of a state or plan`);
  const instances = [...(typeof format === 'string' ? instancesOfShow(document) : instancesOfState(document))];
  const accounts = instances.flatMap(({ arn }) => arn?.split(':')[4] ?? []).filter((account) => /^\d{12}$/.test(account));
  return { file, instances, accounts: new Set(accounts) };
}

/** Wrappers may print lines of their own in front of the JSON. */
function parsed(text: string, file: string): Json {
  try {
    const value: unknown = JSON.parse(text.slice(Math.max(0, text.search(/^\s*\{/m))));
    if (isRecord(value)) return value;
  } catch {
    // Its message would repeat a part of the file.
  }
  throw new InputError(`${file} is no JSON, or cut short; give a terraform.tfstate, or what \`terraform show -json\` prints`);
}
