import { type PolicySource, parsePolicyDocument } from "@toolgate/iam";

/** What may look and change nothing, and may call tools. */
const document = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: [
        "bedrock-agentcore:Get*",
        "bedrock-agentcore:List*",
        "bedrock-agentcore:InvokeGateway",
        "cognito-idp:Describe*",
        "cognito-idp:List*",
        "iam:Get*",
        "iam:List*",
        "iam:Simulate*",
        "lambda:Get*",
        "lambda:List*",
        "logs:Describe*",
        "logs:FilterLogEvents",
        "logs:Get*",
        "sts:GetCallerIdentity",
        "toolgate:CheckPolicies",
        "toolgate:ComparePolicies",
        "toolgate:Explain",
        "toolgate:Get*",
        "toolgate:List*",
        "toolgate:ProveAssertions",
        "toolgate:ReadPolicies",
        "toolgate:WhoCan",
      ],
      Resource: "*",
    },
  ],
};

/** The policy of operators' keys that are no admin's. */
export const readerSource: PolicySource = { name: "toolgate-reader", kind: "inline", document: read() };

function read(): PolicySource["document"] {
  const parsed = parsePolicyDocument(JSON.stringify(document), "identity");
  if (parsed.ok) return parsed.document;
  throw new Error(parsed.faults.join(" "));
}
