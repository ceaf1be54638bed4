/** A policy that AWS keeps, as far as one can be attached here. */
export interface AwsManagedPolicy {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly path: string;
  readonly description: string;
  /** Of the one version there is here. */
  readonly versionId: string;
  readonly createdAt: string;
  readonly text: string;
}

const allow = (Action: readonly string[], Resource: string | readonly string[] = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});

function managed(
  path: string,
  name: string,
  description: string,
  ...statements: object[]
): Omit<AwsManagedPolicy, "id"> {
  return {
    name,
    arn: `arn:aws:iam::aws:policy${path}${name}`,
    path,
    description,
    versionId: "v1",
    createdAt: "2015-02-06T18:39:46Z",
    text: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
  };
}

const passRole = (Resource: string, ...services: string[]) =>
  allow(["iam:PassRole"], Resource, { Condition: { StringEquals: { "iam:PassedToService": services } } });

const dynamoDbAround = [
  "application-autoscaling:DeleteScalingPolicy",
  "application-autoscaling:DeregisterScalableTarget",
  "application-autoscaling:DescribeScalableTargets",
  "application-autoscaling:DescribeScalingActivities",
  "application-autoscaling:DescribeScalingPolicies",
  "application-autoscaling:PutScalingPolicy",
  "application-autoscaling:RegisterScalableTarget",
  "cloudwatch:DeleteAlarms",
  "cloudwatch:DescribeAlarmHistory",
  "cloudwatch:DescribeAlarms",
  "cloudwatch:DescribeAlarmsForMetric",
  "cloudwatch:GetMetricStatistics",
  "cloudwatch:ListMetrics",
  "cloudwatch:PutMetricAlarm",
  "cloudwatch:GetMetricData",
  "iam:GetRole",
  "iam:ListRoles",
  "kms:DescribeKey",
  "kms:ListAliases",
  "lambda:CreateFunction",
  "lambda:ListFunctions",
  "lambda:ListEventSourceMappings",
  "lambda:CreateEventSourceMapping",
  "lambda:DeleteEventSourceMapping",
  "lambda:GetFunctionConfiguration",
  "lambda:DeleteFunction",
  "tag:GetResources",
];

const logsWriting = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

const policies = [
  managed("/", "AdministratorAccess", "Provides full access to AWS services and resources.", allow(["*"])),
  managed(
    "/",
    "PowerUserAccess",
    "Provides full access to AWS services and resources, but does not allow management of users and groups.",
    { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
    allow([
      "account:GetAccountInformation",
      "account:ListRegions",
      "iam:CreateServiceLinkedRole",
      "iam:DeleteServiceLinkedRole",
      "iam:ListRoles",
      "organizations:DescribeOrganization",
    ]),
  ),
  managed(
    "/",
    "AmazonS3ReadOnlyAccess",
    "Provides read only access to all buckets.",
    allow(["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"]),
  ),
  managed(
    "/",
    "AmazonS3FullAccess",
    "Provides full access to all buckets.",
    allow(["s3:*", "s3-object-lambda:*"]),
  ),
  managed(
    "/",
    "AmazonDynamoDBFullAccess",
    "Provides full access to Amazon DynamoDB.",
    allow(["dynamodb:*", "dax:*", ...dynamoDbAround]),
    passRole("*", "application-autoscaling.amazonaws.com", "dax.amazonaws.com"),
  ),
  managed(
    "/",
    "AmazonDynamoDBReadOnlyAccess",
    "Provides read only access to Amazon DynamoDB.",
    allow(["dynamodb:BatchGetItem", "dynamodb:Describe*", "dynamodb:List*", "dynamodb:GetItem"]),
    allow(["dynamodb:GetResourcePolicy", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect"]),
  ),
  managed(
    "/service-role/",
    "AWSLambdaBasicExecutionRole",
    "Provides write permissions to CloudWatch Logs.",
    allow(logsWriting),
  ),
  managed(
    "/service-role/",
    "AWSLambdaRole",
    "Default policy for AWS Lambda service role.",
    allow(["lambda:InvokeFunction"]),
  ),
  managed(
    "/",
    "AWSLambda_ReadOnlyAccess",
    "Grants read-only access to AWS Lambda.",
    allow(["lambda:Get*", "lambda:List*", "iam:ListRoles", "logs:DescribeLogGroups", "tag:GetResources"]),
  ),
  managed(
    "/",
    "AWSLambda_FullAccess",
    "Grants full access to AWS Lambda service.",
    allow(["lambda:*", "iam:GetPolicy", "iam:GetRole", "iam:ListRoles", "logs:DescribeLogGroups"]),
    passRole("*", "lambda.amazonaws.com"),
  ),
  managed(
    "/",
    "BedrockAgentCoreFullAccess",
    "Provides full access to Bedrock AgentCore as well as limited access to related services.",
    allow(["bedrock-agentcore:*"], "arn:aws:bedrock-agentcore:*:*:*", { Sid: "BedrockAgentCoreFullAccess" }),
    allow(
      [
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:ListAttachedRolePolicies",
        "iam:ListRolePolicies",
        "iam:ListRoles",
      ],
      "arn:aws:iam::*:role/*",
      { Sid: "IAMListAccess" },
    ),
    {
      Sid: "BedrockAgentCorePassRoleAccess",
      ...passRole("arn:aws:iam::*:role/*BedrockAgentCore*", "bedrock-agentcore.amazonaws.com"),
    },
    allow(
      [
        "secretsmanager:CreateSecret",
        "secretsmanager:PutSecretValue",
        "secretsmanager:GetSecretValue",
        "secretsmanager:DeleteSecret",
      ],
      "arn:aws:secretsmanager:*:*:secret:bedrock-agentcore*",
      { Sid: "SecretsManagerAccess" },
    ),
  ),
  managed(
    "/",
    "CloudWatchLogsFullAccess",
    "Provides full access to CloudWatch Logs.",
    allow(["logs:*", "cloudwatch:GenerateQuery"]),
  ),
  managed("/", "IAMFullAccess", "Provides full access to IAM.", allow(["iam:*"])),
  managed(
    "/",
    "IAMReadOnlyAccess",
    "Provides read only access to IAM.",
    allow([
      "iam:GenerateCredentialReport",
      "iam:GenerateServiceLastAccessedDetails",
      "iam:Get*",
      "iam:List*",
      "iam:SimulateCustomPolicy",
      "iam:SimulatePrincipalPolicy",
    ]),
  ),
  managed(
    "/",
    "SecretsManagerReadWrite",
    "Provides read/write access to AWS Secrets Manager.",
    allow(["secretsmanager:*", "kms:DescribeKey", "kms:ListAliases", "kms:ListKeys", "lambda:ListFunctions"]),
  ),
];

/**
 * The AWS-managed policies that can be attached. Their documents say what AWS's say of the services around a gateway;
 * what AWS's grant beyond that is left out, so that none grants more than AWS's.
 */
export const awsManagedPolicies: readonly AwsManagedPolicy[] = policies.map((policy, at) => ({
  ...policy,
  id: `ANPATOOLGATEMANAGED${String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26))}`,
}));
