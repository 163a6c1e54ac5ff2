/**
 * The fields of the AWS Security Finding Format that ha-audit fills, as `BatchImportFindings` takes them.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html, read in 2026-11.
 */
export interface AsffFinding {
  readonly SchemaVersion: '2018-10-08';
  /** `ha-audit/ACCOUNT/REGION/RULE/sha256(arn)` */
  readonly Id: string;
  readonly ProductArn: string;
  readonly ProductName: string;
  readonly CompanyName: string;
  readonly GeneratorId: string;
  readonly AwsAccountId: string;
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  /** Since when it holds, where AWS Config recorded that. */
  readonly FirstObservedAt?: string;
  readonly LastObservedAt: string;
  /** Where a provider may change severity and types later on. */
  readonly FindingProviderFields: {
    readonly Severity: { readonly Label: 'INFORMATIONAL' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL'; readonly Original: string };
    readonly Types: readonly string[];
  };
  readonly Title: string;
  readonly Description: string;
  readonly Remediation: { readonly Recommendation: { readonly Text: string; readonly Url?: string } };
  readonly Compliance: {
    readonly Status: 'PASSED' | 'WARNING' | 'FAILED' | 'NOT_AVAILABLE';
    readonly StatusReasons?: readonly { readonly ReasonCode: string; readonly Description: string }[];
    readonly RelatedRequirements?: readonly string[];
  };
  readonly RecordState: 'ACTIVE' | 'ARCHIVED';
  readonly ProductFields: Readonly<Record<string, string>>;
  readonly Resources: readonly AsffResource[];
}

export interface AsffResource {
  readonly Type: string;
  readonly Id: string;
  readonly Region: string;
  readonly Partition: string;
  readonly Tags?: Readonly<Record<string, string>>;
}
