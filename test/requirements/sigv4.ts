import type { Requirement } from "./requirement.ts";

export const sigv4Requirements = [
  {
    id: "sigv4.vectors",
    source: "AWS, Signature Version 4 test suite",
    sentence: "Every request of AWS's test suite for Signature Version 4 is verified as AWS signs it.",
  },
  {
    id: "sigv4.refused",
    source: "AWS IAM user guide, Signature Version 4 for API requests; Common Errors",
    sentence:
      "A request whose secret, Region, date, body, header, path or query is another than was signed is refused with AWS's error.",
  },
  {
    id: "callers.signed",
    source: "Toolgate, who may call the control plane",
    sentence: "Once there is an access key, clients that sign with it work as before.",
  },
  {
    id: "callers.refused",
    source: "AWS, Common Errors",
    sentence: "A signature that does not verify reaches the AWS SDK as AWS's own exception.",
  },
  {
    id: "callers.unsigned",
    source: "Toolgate, who may call the control plane",
    sentence: "Once there is an access key, no call of the control plane goes without a verified signature.",
  },
  {
    id: "callers.reader",
    source: "AWS IAM user guide, access denied error messages",
    sentence: "A caller is held to their own policies, and told the action and resource that they lack.",
  },
  {
    id: "callers.cli",
    source: "Toolgate, who may call the control plane",
    sentence: "The command line signs with the access key of its environment.",
  },
  {
    id: "iam-gateway.policies",
    source: "AWS guide, Policy schema: IamEntity",
    sentence: "Policies on a gateway of AWS_IAM are about AgentCore::IamEntity, and checked as such.",
  },
  {
    id: "iam-gateway.calls",
    source: "AWS guide, inbound authorization: AWS_IAM",
    sentence: "A caller who signs is listed and may call what policy allows their ARN, and nothing else.",
  },
  {
    id: "iam-gateway.refused",
    source: "AWS guide, inbound authorization: AWS_IAM",
    sentence: "A call that is not signed, or not as it arrived, gets no further than 401.",
  },
  {
    id: "iam-gateway.permission",
    source: "AWS guide, inbound authorization: AWS_IAM",
    sentence: "A caller whose policies lack InvokeGateway on the gateway gets 403.",
  },
  {
    id: "iam-gateway.sessions",
    source: "AWS guide, Policy schema: IamEntity",
    sentence: "A role is the same principal in each of its sessions; a user stays the user.",
  },
  {
    id: "control-host.keys",
    source: "Toolgate, safe by default: --control-host is refused until callers are authenticated",
    sentence:
      "Without an access key the control plane stays on loopback, and the refusal says how to make one.",
  },
  {
    id: "control-host.signed",
    source: "Toolgate, safe by default: --control-host is refused until callers are authenticated",
    sentence: "Off loopback the control plane, records and metrics answer signed requests alone.",
  },
  {
    id: "control-host.browsers",
    source: "MCP, Streamable HTTP, security warning",
    sentence: "Off loopback too, requests under other names and from web pages are refused.",
  },
  {
    id: "caller-policies.operations",
    source: "AWS IAM user guide, policy evaluation logic",
    sentence: "An operation is done when the caller's policies allow it on its resource, and none denies it.",
  },
  {
    id: "caller-policies.mode",
    source: "Toolgate, who may call the control plane",
    sentence:
      "A condition key guards the switch of a gateway's policy engine from ENFORCE to LOG_ONLY, and its detachment.",
  },
  {
    id: "caller-policies.gates",
    source: "AWS guide, AgentCore Gateway and Policy IAM permissions",
    sentence: "Who may write policies for one gateway need not be able to write them for all.",
  },
  {
    id: "caller-policies.keys",
    source: "Toolgate, who may call the control plane",
    sentence: "Nobody gets to do everything by making a key, or by deleting the last one.",
  },
  {
    id: "caller-policies.services",
    source: "AWS service authorization reference",
    sentence: "The services around the gateway hold callers to their policies as well.",
  },
  {
    id: "callers.boto3",
    source: "AWS, Common Errors",
    sentence: "boto3 signs, presigns, and hears of a signature that does not verify by AWS's error codes.",
  },
  {
    id: "iam-gateway.boto3",
    source: "AWS guide, inbound authorization: AWS_IAM",
    sentence: "What botocore signs is taken by a gateway of AWS_IAM, though it declares no hash of the body.",
  },
  {
    id: "secrets.idp",
    source: "Toolgate, secrets sealed at rest",
    sentence: "The identity provider's private keys are sealed, and those of an older file become so.",
  },
  {
    id: "secrets.nowhere",
    source: "Toolgate, secrets sealed at rest",
    sentence: "Secrets of keys and sessions are in clear in no file, log, record, list or error.",
  },
] as const satisfies readonly Requirement[];
