import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { secretPatternsIn } from '../../src/collectors/kit/ec2/secret-patterns.ts';
import { secretsIn } from '../../src/collectors/kit/ec2/user-data.ts';

const literal = 'password, secret or token in plain text';
const keyId = `AKIA${'Q7'.repeat(8)}`;
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');

describe('a secret in user data is found', () => {
  it.each([
    ['an access key id', `export AWS_ACCESS_KEY_ID=${keyId}`, 'AWS access key id'],
    ['a secret access key', `aws_secret_access_key = ${'abcD/'.repeat(8)}`, 'AWS secret access key'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----', 'private key'],
    ['an OpenSSH key', '-----BEGIN OPENSSH PRIVATE KEY-----', 'private key'],
    ['a password in a URL', 'DATABASE_URL=postgres://app:hunter22@db.internal:5432/orders', 'password in a URL'],
    ['a token of a service', `git clone x ghp_${'a1'.repeat(18)}`, 'access token of a service'],
    ['an assignment', 'export DB_PASSWORD=hunter22', literal],
    ['a quoted assignment', 'DB_PASSWORD="hunter2$2"', literal],
    ['YAML', '  password: s3cr3tvalue', literal],
    ['JSON', '{"apiKey": "0123456789abcdef"}', literal],
    ['PowerShell', "$password = 'hunter22!'", literal],
    ['an option', 'mysql --user=app --password=hunter22;', literal],
  ])('%s', (_what, text, name) => expect(secretPatternsIn(text)).toContain(name));
});

describe('no secret is seen in', () => {
  it.each([
    ['a variable', 'DB_PASSWORD=$PASSWORD'],
    ['a substitution', 'DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db)'],
    ['a quoted substitution', 'DB_PASSWORD="$(aws ssm get-parameter --name /prod/db --with-decryption)"'],
    ['backticks', 'TOKEN=`curl -X PUT http://169.254.169.254/latest/api/token`'],
    ['a metadata token', 'curl -H "X-aws-ec2-metadata-token-ttl-seconds: 21600" -H "X-aws-ec2-metadata-token: $TOKEN"'],
    ['a dynamic reference', 'password: "{{resolve:secretsmanager:db:SecretString:password}}"'],
    ['a CDK token', 'secret=${Token[TOKEN.123]}'],
    ['the name of a secret', 'DB_SECRET=prod/orders/db'],
    ['the ARN of a secret', 'SECRET=arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbCdEf'],
    ['the path of a parameter', 'password = /prod/db/password'],
    ['a working directory', 'PWD=/opt/application'],
    ['a call', 'token = get_secret("db")'],
    ['an environment variable of Python', "password = os.environ['PASSWORD']"],
    ['a cmdlet', '$token = Invoke-RestMethod -Uri http://169.254.169.254/latest/api/token'],
    ['a comparison', 'if [ "$token" == "disabled-by-default" ]'],
    ['a placeholder', 'password=__DB_PASSWORD__ token=<your-token> api_key=xxxxxxxx'],
    ['cloud-config', 'ssh_pwauth: false\nlock_passwd: true\nchpasswd:\n  expire: false'],
    ['a URL without a password', 'curl https://user@example.com/x https://example.com:8443/a@b'],
    ['a URL whose password is a variable', 'redis://default:$REDIS_PASSWORD@cache:6379'],
    ['an example of the AWS documentation', 'AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ['a public key', '-----BEGIN PUBLIC KEY-----'],
    ['an option of the metadata service', 'http_tokens: required\ntoken: optional'],
    ['nothing', ''],
  ])('%s', (_what, text) => expect(secretPatternsIn(text)).toEqual([]));
});

describe('user data', () => {
  const script = '#!/bin/sh\nexport DB_PASSWORD=hunter22\n';
  const mime = (part: string, encoding: string) =>
    [
      'Content-Type: multipart/mixed; boundary="==B=="',
      'MIME-Version: 1.0',
      '',
      '--==B==',
      'Content-Type: text/cloud-config; charset="us-ascii"',
      '',
      '#cloud-config',
      '--==B==',
      'Content-Type: text/x-shellscript',
      `Content-Transfer-Encoding: ${encoding}`,
      '',
      part,
      '--==B==--',
      '',
    ].join('\r\n');

  it.each([
    ['plain', script],
    ['packed', gzipSync(script)],
    ['in parts', mime(script, '7bit')],
    ['in parts that are encoded', mime(base64(script), 'base64')],
    ['in parts that are encoded and packed', mime(base64(gzipSync(script)), 'base64')],
    ['in parts that are packed together', gzipSync(mime(script, '7bit'))],
    ['with a folded head', mime(script, '7bit').replace('; boundary', ';\r\n boundary')],
    ['in two bytes per character', Buffer.from(script, 'utf16le')],
  ])('is read %s', (_how, data) => expect(secretsIn(base64(data))).toEqual([literal]));

  it('is read in parts of parts', () => {
    const inner = mime(script, '7bit').replaceAll('==B==', 'inner');
    const outer = `Content-Type: multipart/mixed; boundary=outer\n\n--outer\n${inner}\n--outer--`;
    expect(secretsIn(base64(outer))).toEqual([literal]);
  });

  it('that is absent or empty holds nothing', () => {
    expect(secretsIn(undefined)).toEqual([]);
    expect(secretsIn('')).toEqual([]);
  });

  it('that cannot be unpacked, or unpacks to too much, is not known', () => {
    expect(() => secretsIn(base64(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3])))).toThrow('AWS sent no UserData that can be unpacked');
    expect(() => secretsIn(base64(gzipSync(Buffer.alloc(2_000_000))))).toThrow('UserData that can be unpacked');
    expect(() => secretsIn(base64([1, 2, 3, 4, 5].reduce((data) => gzipSync(data), Buffer.from(script))))).toThrow('nested');
  });
});
