import type { Requirement } from "./requirement.ts";

const toolkit = "AgentCore starter toolkit for Python 0.3.14, its clients";
const guide = "AgentCore policy integration guide";

export const typescriptRequirements = [
  {
    id: "typescript.signs",
    source: "IAM user guide, Signature Version 4",
    sentence: "The TypeScript clients sign requests as AWS's published vectors have it",
  },
  {
    id: "typescript.environment",
    source: "AWS SDKs and Tools Reference, environment variables",
    sentence:
      "The TypeScript clients take addresses, Region and keys from the variables that the AWS SDKs read",
  },
  {
    id: "typescript.unsigned",
    source: "Toolgate, design of the TypeScript clients",
    sentence: "Without an access key requests go to services on this machine alone",
  },
  {
    id: "typescript.redirects",
    source: "Toolgate, design of the TypeScript clients",
    sentence: "No redirect is followed, since a signature and a token are for one host",
  },
  {
    id: "typescript.errors",
    source: "Amazon Bedrock AgentCore control API reference, errors",
    sentence:
      "Each exception of the control plane is an error class of its own, with status, operation and request id",
  },
  {
    id: "typescript.retries",
    source: "AWS SDKs and Tools Reference, retry behavior",
    sentence:
      "What was throttled, unreachable or answered 500 is tried again after a random, growing pause, if it does no harm twice",
  },
  {
    id: "typescript.abort",
    source: "Toolgate, design of the TypeScript clients",
    sentence: "An abort signal ends calls, pauses and waiting at once, with the caller's own reason",
  },
  {
    id: "typescript.update-description",
    source: toolkit,
    sentence:
      "Updates with a description are sent in the form that AWS takes, which the Python client misses",
  },
  {
    id: "typescript.create-failed",
    source: "Toolgate, design of the TypeScript clients",
    sentence: "A policy that ends CREATE_FAILED is thrown as PolicyCreateFailedError with its statusReasons",
  },
  {
    id: "typescript.bounds",
    source: "Toolgate, design of the TypeScript clients",
    sentence: "Waiting for ACTIVE and READY has bounds, and says at their end where the resource stands",
  },
  {
    id: "typescript.create-or-get",
    source: toolkit,
    sentence:
      "createOrGetPolicy brings an existing policy to the statement given, where the Python client leaves the old one",
  },
  {
    id: "typescript.lists",
    source: "Toolgate, design of the TypeScript clients",
    sentence: "Lists are whole unless a page is asked for",
  },
  {
    id: "typescript.generate",
    source: toolkit,
    sentence:
      "generatePolicy waits for a generation and, with fetchAssets, brings all pages of what it came to",
  },
  {
    id: "typescript.cleanup-engine",
    source: guide,
    sentence: "cleanupPolicyEngine removes every policy and the engine, and throws what it could not remove",
  },
  {
    id: "typescript.gateway-ready",
    source: toolkit,
    sentence:
      "createMcpGateway asks for what the Python client asks for and answers the gateway that is READY",
  },
  {
    id: "typescript.gateway-role",
    source: "AgentCore developer guide, gateway permissions",
    sentence: "A role made for a gateway may do what that gateway and its engine need, and no more",
  },
  {
    id: "typescript.update-gateway",
    source: "Amazon Bedrock AgentCore control API reference, UpdateGateway",
    sentence: "updateGateway changes what is given, keeps the rest, and removes what is null",
  },
  {
    id: "typescript.engine-permissions",
    source: "AgentCore developer guide, policy permissions",
    sentence: "A role that the client made may ask a policy engine before the engine is attached",
  },
  {
    id: "typescript.fix-iam",
    source: toolkit,
    sentence: "fixIamPermissions grants the attached engine too, which the Python client leaves out",
  },
  {
    id: "typescript.cognito",
    source: toolkit,
    sentence:
      "createOAuthAuthorizerWithCognito makes a pool with a client, and finds where tokens are had without AWS's hosts",
  },
  {
    id: "typescript.cleanup-gateway",
    source: toolkit,
    sentence: "cleanupGateway removes targets, gateway and Cognito pool, and throws what it could not remove",
  },
  {
    id: "typescript.observability",
    source: "AgentCore developer guide, observability",
    sentence:
      "enableObservability has logs and traces of a gateway delivered, and disableObservability ends that whole",
  },
  {
    id: "typescript.toolgate",
    source: guide,
    sentence:
      "The TypeScript clients run the refund story against Toolgate: engine, policies, gateway, target, modes, cleanup",
  },
  {
    id: "typescript.browser",
    source: "Toolgate, design of the TypeScript clients",
    sentence: "The TypeScript clients run in a web page, without a polyfill",
  },
  {
    id: "typescript.guide",
    source: guide,
    sentence:
      "The guide runs in TypeScript section by section, with a Cognito authorizer and a role made for its gateway",
  },
  {
    id: "typescript.docs",
    source: "Toolgate, guide of the TypeScript clients",
    sentence: "The snippets of the guide of the TypeScript clients run as they are printed",
  },
  {
    id: "clients.toolkit-guide",
    source: guide,
    sentence:
      "The guide runs in Python with the published toolkit, but for the lines that docs/guide/python-toolkit.md lists",
  },
] as const satisfies readonly Requirement[];
