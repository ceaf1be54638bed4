import type { Requirement } from "./requirement.ts";

export const iamRequirements = [
  {
    id: "iam.evaluate.deny",
    source: "IAM user guide, Policy evaluation logic",
    sentence: "An explicit Deny in any document wins over every Allow, and the answer names its statement",
  },
  {
    id: "iam.evaluate.near",
    source: "Toolgate, design of roles",
    sentence:
      "A request that no statement allows is told which statement came close, and what of it did not fit",
  },
  {
    id: "iam.evaluate.unknown-operator",
    source: "Toolgate, design of roles",
    sentence:
      "A condition operator that is not known allows nothing and denies what it may deny, and says so",
  },
  {
    id: "iam.evaluate.second-reading",
    source: "IAM user guide, IAM JSON policy element reference",
    sentence:
      "Random documents and requests are decided as a second, naive reading of the guide decides them",
  },
  {
    id: "iam.documents.use",
    source: "IAM user guide, Grammar of the IAM JSON policy language",
    sentence:
      "Documents that IAM refuses for permissions or for trust are refused with the statement and the reason",
  },
  {
    id: "iam.trust.conditions",
    source: "AgentCore developer guide, Gateway service role",
    sentence: "A trust policy decides by service, account, role or user, and by its conditions",
  },
  {
    id: "iam.grant.seed",
    source: "Seed 1, the statement that mends the role",
    sentence: "Missing permissions become the smallest document that grants them, as text to paste",
  },
  {
    id: "iam.roles",
    source: "IAM API reference, CreateRole, GetRole, UpdateRole, UpdateAssumeRolePolicy, DeleteRole",
    sentence: "Roles are created, read, changed and deleted, their documents answered in percent-encoding",
  },
  {
    id: "iam.errors",
    source: "IAM API reference, Common errors and each operation's",
    sentence: "What IAM refuses is refused with its code, status and sentence",
  },
  {
    id: "iam.pages",
    source: "IAM API reference, ListRoles: Marker, MaxItems",
    sentence: "Lists come in pages by marker, in an order that additions do not move",
  },
  {
    id: "iam.tags",
    source: "IAM API reference, TagRole, TagUser, TagPolicy",
    sentence: "Tags are added, replaced and removed without regard to case, fifty at most",
  },
  {
    id: "iam.inline",
    source: "IAM API reference, PutRolePolicy, GetRolePolicy, ListRolePolicies, DeleteRolePolicy",
    sentence: "Inline policies are kept to the letter; a role that has some is not deleted",
  },
  {
    id: "iam.documents",
    source: "IAM API reference, MalformedPolicyDocument; IAM user guide, quotas",
    sentence: "A policy document that is malformed or too long is refused with what is wrong in it",
  },
  {
    id: "iam.attach",
    source: "IAM API reference, AttachRolePolicy, DetachRolePolicy, ListEntitiesForPolicy",
    sentence: "Managed policies are attached, listed from both sides, and deleted when nobody has them",
  },
  {
    id: "iam.versions",
    source: "IAM API reference, CreatePolicyVersion, SetDefaultPolicyVersion, DeletePolicyVersion",
    sentence: "A managed policy has up to five versions, of which the default one counts",
  },
  {
    id: "iam.aws-managed",
    source: "IAM user guide, AWS managed policies",
    sentence: "AWS-managed policies that matter around a gateway can be read and attached by their ARN",
  },
  {
    id: "iam.users",
    source: "IAM API reference, CreateUser, PutUserPolicy, AttachUserPolicy, DeleteUser",
    sentence: "Users are created, given policies, and deleted when nothing hangs on them",
  },
  {
    id: "iam.keys",
    source: "IAM API reference, CreateAccessKey, UpdateAccessKey, ListAccessKeys",
    sentence: "The secret of an access key is shown once; keys are listed, switched off and deleted",
  },
  {
    id: "iam.simulate",
    source: "IAM API reference, SimulateCustomPolicy, SimulatePrincipalPolicy",
    sentence: "The simulator tells what is allowed, by which statements, and which context it lacked",
  },
  {
    id: "iam.roles-known",
    source: "Toolgate, design of roles",
    sentence: "A role is known by its ARN with its trust and every policy that counts for it",
  },
  {
    id: "iam.roles-deleted",
    source: "Toolgate, design of roles",
    sentence: "A role that was deleted is remembered, and told from one that was never known",
  },
  {
    id: "iam.roles-in-force",
    source: "Toolgate, design of roles",
    sentence: "A change of permissions is in force when it is answered",
  },
  {
    id: "iam.keys-known",
    source: "IAM user guide, Managing access keys",
    sentence: "An access key is known with its secret, its state, its user's policies and condition keys",
  },
  {
    id: "iam.keys-used",
    source: "IAM API reference, GetAccessKeyLastUsed",
    sentence: "When, where and for what a key was last used can be asked",
  },
  {
    id: "iam.sealed",
    source: "Toolgate, safe by default",
    sentence: "Secret keys and session tokens are sealed at rest and in no log of changes",
  },
  {
    id: "iam.boto3",
    source: "Starter toolkit, role creation",
    sentence: "boto3 makes the roles and policies that the published Python toolkit makes",
  },
  {
    id: "iam.aws-cli",
    source: "AWS CLI, iam and sts",
    sentence: "The AWS CLI creates roles, keys and policies, and assumes roles",
  },
  {
    id: "sts.caller",
    source: "AWS STS API reference, GetCallerIdentity",
    sentence: "Callers are told who they are",
  },
  {
    id: "sts.trust",
    source: "AWS STS API reference, AssumeRole; IAM user guide, Policy evaluation logic",
    sentence: "A role is assumed by whom its trust policy lets in, and by nobody else",
  },
  {
    id: "sts.conditions",
    source: "IAM user guide, The confused deputy problem",
    sentence: "External ids and other conditions of a trust policy are held to the call",
  },
  {
    id: "sts.limits",
    source: "AWS STS API reference, AssumeRole: DurationSeconds",
    sentence:
      "Sessions last no longer than the role allows; members that would narrow a session are refused by name",
  },
  {
    id: "sts.sessions",
    source: "IAM user guide, Temporary security credentials",
    sentence: "Temporary credentials end with their time and with their role",
  },
  {
    id: "iam.agrees",
    source: "AWS SDK for JavaScript, client-iam and client-sts",
    sentence: "Inputs and answers have the members that AWS's SDK sends and reads",
  },
] as const satisfies readonly Requirement[];
