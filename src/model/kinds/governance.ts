import { flag, kind, list, nullable, record, text } from '../declare.ts';

/** What AWS Config records in one region, whether or not there is a recorder. Key: `configuration-recorder`. */
export const configRecorder = kind({
  type: 'AWS::Config::ConfigurationRecorder',
  arn: ['config', 'configuration-recorder'],
  identifiedBy: 'key',
  facts: {
    recorders: list(
      record({
        name: text,
        /** Service that made it for itself; null for the account's own. */
        servicePrincipal: nullable(text),
        recordsEveryType: flag,
        /** CloudFormation types, where it records some alone. */
        recordedTypes: list(text),
        excludedTypes: list(text),
      }),
    ),
    statuses: list(
      record({
        name: text,
        recording: flag,
        /** `SUCCESS`, `PENDING`, `FAILURE`, `NOT_APPLICABLE`, in AWS's own mix of cases. */
        lastStatus: nullable(text),
        lastErrorCode: nullable(text),
      }),
    ),
  },
  relations: {},
});

/** A rule of AWS Config. Key: the name. */
export const configRule = kind({
  type: 'AWS::Config::ConfigRule',
  arn: ['config', 'config-rule'],
  identifiedBy: 'name',
  facts: {
    /** `AWS`, `CUSTOM_LAMBDA` or `CUSTOM_POLICY`. */
    sourceOwner: text,
    /** For rules that AWS manages such as `RDS_MULTI_AZ_SUPPORT`; else the ARN of the function. */
    sourceIdentifier: nullable(text),
    /** `ACTIVE`, `DELETING`, `EVALUATING`, … */
    state: nullable(text),
    /** `COMPLIANT`, `NON_COMPLIANT`, `NOT_APPLICABLE` or `INSUFFICIENT_DATA`; null where it was never evaluated. */
    compliance: nullable(text),
  },
  relations: {},
});
