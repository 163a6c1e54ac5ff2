export const pipelines = ['github', 'gitlab'] as const;
export type Pipeline = (typeof pipelines)[number];

export interface PipelineFile {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** A daily scan as a job; what has to be filled in is said in its first lines. The pinned actions are those of docs/ci.md. */
export function pipelineFile(pipeline: Pipeline, version: string, region: string): PipelineFile {
  return pipeline === 'github'
    ? { path: '.github/workflows/ha-audit.yaml', text: github(version, region) }
    : { path: 'ha-audit.gitlab-ci.yml', text: gitlab(version, region) };
}

const github = (
  version: string,
  region: string,
) => `# Name the role: it needs the policy that \`npx ha-audit@${version} permissions\` prints, and has to trust this repository.
name: High availability
on:
  schedule: [{ cron: '17 5 * * 1-5' }]
  workflow_dispatch:

permissions: {}

jobs:
  scan:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
      id-token: write # the role, without a stored key
      security-events: write # the alerts of code scanning
      actions: read # the same, in a private repository
    steps:
      - uses: actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8 # v6.0.1
        with: { persist-credentials: false }
      - uses: aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c # v6.2.3
        with:
          role-to-assume: arn:aws:iam::123456789012:role/ha-audit
          aws-region: ${region}
      - run: npx --yes ha-audit@${version} scan --format table,sarif=ha-audit.sarif,summary=summary.md
      - run: cat summary.md >>"$GITHUB_STEP_SUMMARY"
        if: \${{ !cancelled() && hashFiles('summary.md') != '' }}
      - uses: github/codeql-action/upload-sarif@cdf488f595d80d6e07e03d4674febd5ab45fa938 # v4.37.9
        if: \${{ !cancelled() && hashFiles('ha-audit.sarif') != '' }}
        with: { sarif_file: ha-audit.sarif }
`;

const gitlab = (version: string, region: string) => `# Include this file in .gitlab-ci.yml: \`include: { local: ha-audit.gitlab-ci.yml }\`.
# Name the role: it needs the policy that \`npx ha-audit@${version} permissions\` prints, and has to trust this project.
high availability:
  image: node:22-slim
  timeout: 30 minutes
  id_tokens:
    AWS_TOKEN:
      aud: sts.amazonaws.com
  variables:
    AWS_REGION: ${region}
    AWS_ROLE_ARN: arn:aws:iam::123456789012:role/ha-audit
    AWS_WEB_IDENTITY_TOKEN_FILE: /tmp/aws-token
  script:
    - (umask 077 && printf '%s' "$AWS_TOKEN" >"$AWS_WEB_IDENTITY_TOKEN_FILE")
    - npx --yes ha-audit@${version} scan --format table,gitlab=code-quality.json,junit=junit.xml
  artifacts:
    when: always
    reports:
      codequality: code-quality.json
      junit: junit.xml
`;
