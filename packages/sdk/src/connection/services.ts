/** What differs between the AWS services that the clients call. */
interface ServiceFacts {
  /** The name in a SigV4 scope. */
  readonly signingName: string;
  /** The end of `AWS_ENDPOINT_URL_…`. */
  readonly variable: string;
  /** The first label of AWS's host. */
  readonly host: string;
  /** Whether one host serves all Regions of a partition. */
  readonly global: boolean;
}

/** The services, by the name that settings use. Source: AWS SDKs and Tools Reference, service-specific endpoints. */
export const services = {
  control: {
    signingName: "bedrock-agentcore",
    variable: "BEDROCK_AGENTCORE_CONTROL",
    host: "bedrock-agentcore-control",
    global: false,
  },
  cognito: {
    signingName: "cognito-idp",
    variable: "COGNITO_IDENTITY_PROVIDER",
    host: "cognito-idp",
    global: false,
  },
  iam: { signingName: "iam", variable: "IAM", host: "iam", global: true },
  sts: { signingName: "sts", variable: "STS", host: "sts", global: false },
  logs: { signingName: "logs", variable: "CLOUDWATCH_LOGS", host: "logs", global: false },
  lambda: { signingName: "lambda", variable: "LAMBDA", host: "lambda", global: false },
} as const satisfies Readonly<Record<string, ServiceFacts>>;

/** Name of one of {@link services}. */
export type ServiceName = keyof typeof services;
