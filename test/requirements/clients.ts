import type { Requirement } from "./requirement.ts";

export const clientRequirements = [
  {
    id: "clients.boto3",
    source: "AWS SDK for Python, bedrock-agentcore-control",
    sentence:
      "boto3 runs the refund story, waiters and paginators included, with nothing changed but its endpoint",
  },
  {
    id: "clients.boto3-errors",
    source: "AWS SDK for Python, bedrock-agentcore-control",
    sentence:
      "Errors arrive as the exception classes boto3 models, with AWS's message, request id and fieldList",
  },
  {
    id: "clients.aws-cli",
    source: "AWS CLI, bedrock-agentcore-control",
    sentence: "The AWS CLI creates, reads, lists, tags and deletes with nothing set but AWS_ENDPOINT_URL",
  },
  {
    id: "clients.aws-cli-errors",
    source: "AWS CLI, bedrock-agentcore-control",
    sentence: "The AWS CLI shows the sentence that names an operation as not built yet",
  },
] as const satisfies readonly Requirement[];
