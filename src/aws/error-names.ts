/** Error codes by what they mean. Sources: the services' API references and the SDK's own lists. */

export const deniedNames: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'NotAuthorized',
  'NotAuthorizedException',
  'OperationNotPermitted',
  'UnauthorizedOperation',
]);

/** The credentials as such were refused: revoked, or of an account in which the region is disabled. */
export const rejectedNames: ReadonlySet<string> = new Set([
  'AuthFailure',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'OptInRequired',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

/** The SDK retries a skewed request with the right time; what is left after that is expiry. */
export const expiredNames: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'TokenProviderError',
  'TokenRefreshRequired',
]);

export const skewedNames: ReadonlySet<string> = new Set(['RequestInTheFuture', 'RequestTimeTooSkewed']);

export const throttledNames: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

export const timeoutNames: ReadonlySet<string> = new Set(['RequestTimeout', 'RequestTimeoutException', 'TimeoutError']);

/** The operation is not known or not offered where it was asked. */
export const unsupportedNames: ReadonlySet<string> = new Set([
  'EndpointError',
  'InvalidAction',
  'NotImplemented',
  'NotImplementedError',
  'OperationNotSupportedException',
  'Unsupported',
  'UnknownOperationException',
  'UnsupportedOperation',
]);

/** An answer in its own right: the thing asked for is switched off. */
export const notConfiguredNames: ReadonlySet<string> = new Set([
  'LifecyclePolicyNotFoundException',
  'NoAvailableConfigurationRecorder',
  'NoSuchBucketPolicy',
  'NoSuchConfigurationRecorder',
  'NoSuchEntity',
  'NoSuchEntityException',
  'NoSuchLifecycleConfiguration',
  'NoSuchPublicAccessBlockConfiguration',
  'ServerSideEncryptionConfigurationNotFoundError',
  'WAFNonexistentItemException',
]);

/** Node's codes for a connection that could not be made or broke. */
export const connectionCodes: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'the name of the endpoint could not be looked up',
  ECONNABORTED: 'the connection was aborted',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ENOTFOUND: 'the name of the endpoint is not known: no network, or the service is not offered in this region',
  EPIPE: 'the connection broke',
  EPROXY: 'the proxy refused the connection',
};

/** A bare `NotFound` is not among them: the SDK makes that up for any 404, also one of a proxy. */
export function isGoneName(name: string): boolean {
  return /\wNotFound|\.NotFound|^NotFoundException$|^NoSuchBucket$/.test(name);
}

export function isCertificateCode(code: string): boolean {
  return /^(CERT_|ERR_TLS_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/.test(code);
}
