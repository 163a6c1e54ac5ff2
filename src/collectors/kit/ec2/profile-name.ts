/** The name of an instance profile, which is unique in an account, from its name or its ARN; the path is no part of it. */
export function profileName(nameOrArn: string | undefined): string | null {
  const name = nameOrArn?.split('/').at(-1) ?? '';
  return name === '' ? null : name;
}
