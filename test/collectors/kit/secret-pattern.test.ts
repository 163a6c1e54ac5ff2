import { describe, expect, it } from 'vitest';
import { secretPatternOf } from '../../../src/collectors/kit/secret-pattern.ts';

const named = 'literal value of a variable that is named like a secret';

describe('a variable of a container', () => {
  it.each([
    ['DB_PASSWORD', 'correct-horse', named],
    ['dbPassword', 'correct-horse', named],
    ['STRIPE_API_KEY', 'abc123def456', named],
    ['SECRET', 'hunter22', named],
    ['AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7ABCDEFG', 'AWS access key id'],
    ['DATABASE_URL', 'postgres://app:correct-horse@db:5432/shop', 'password in a URL'],
  ])('gives a secret away: %s', (variable, value, pattern) => {
    expect(secretPatternOf(variable, value)).toBe(pattern);
  });

  it.each([
    ['LOG_LEVEL', 'info'],
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbCdEf'],
    ['DB_PASSWORD', '/shop/production/db-password'],
    ['DB_PASSWORD', 'shop/production/db'],
    ['DB_PASSWORD', '${DB_PASSWORD}'],
    ['DB_PASSWORD_FILE', 'run-secrets-db'],
    ['DB_SECRET_NAME', 'production-db'],
    ['CSRF_TOKEN', 'disabled'],
    ['MAX_TOKEN', '1000000'],
    ['NEXT_PUBLIC_API_KEY', 'pk_abcdefghijkl'],
    ['TOKEN', 'https://login.example.com/oauth/token'],
    ['DATABASE_URL', 'postgres://db:5432/shop'],
  ])('gives nothing away: %s=%s', (variable, value) => {
    expect(secretPatternOf(variable, value)).toBeNull();
  });
});
