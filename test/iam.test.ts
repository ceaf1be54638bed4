import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteConflictException,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  EntityAlreadyExistsException,
  GetAccessKeyLastUsedCommand,
  GetContextKeysForCustomPolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  IAMClient,
  type IAMServiceException,
  LimitExceededException,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  ListUserPoliciesCommand,
  ListUsersCommand,
  ListUserTagsCommand,
  MalformedPolicyDocumentException,
  NoSuchEntityException,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  paginateListAttachedRolePolicies,
  paginateListPolicies,
  paginateListRolePolicies,
  paginateListRoles,
  paginateSimulateCustomPolicy,
  SetDefaultPolicyVersionCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
  TagPolicyCommand,
  TagRoleCommand,
  TagUserCommand,
  UntagPolicyCommand,
  UntagRoleCommand,
  UntagUserCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderWithOperator } from "./operator.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

let toolgate: RunningToolgate;
let iam: IAMClient;

const client = (accessKeyId: string, secretAccessKey: string) =>
  new IAMClient({
    endpoint: toolgate.toolgate.controlUrl,
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });

beforeAll(async () => {
  const { data, key } = await folderWithOperator();
  toolgate = await runToolgate({ data });
  iam = client(key.accessKeyId, key.secretAccessKey);
});
afterAll(async () => {
  iam.destroy();
  await toolgate.close();
});

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "bedrock-agentcore.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
});

/** A document that names the text, so that two can be told apart. */
const permissions = (resource = "*", action = "s3:GetObject") =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: resource }],
  });

const createRole = (RoleName: string, more: object = {}) =>
  iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust, ...more }));

/** What the SDK makes of an error. */
async function refusal(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: IAMServiceException) => thrown,
  );
  return { name: error?.name, status: error?.$metadata.httpStatusCode, message: error?.message };
}

describe("roles", () => {
  it(verifies("iam.roles", "A role is created, read, changed and deleted"), async () => {
    const { Role } = await createRole("AgentCoreGatewayExecutionRole", {
      Path: "/service-role/",
      Description: "For gateways",
      MaxSessionDuration: 7_200,
      Tags: [{ Key: "team", Value: "payments" }],
    });
    expect(Role).toMatchObject({
      RoleName: "AgentCoreGatewayExecutionRole",
      Path: "/service-role/",
      Arn: "arn:aws:iam::123456789012:role/service-role/AgentCoreGatewayExecutionRole",
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      CreateDate: expect.any(Date),
    });
    const read = await iam.send(new GetRoleCommand({ RoleName: "AgentCoreGatewayExecutionRole" }));
    expect(read.Role).toMatchObject({
      RoleId: Role?.RoleId,
      CreateDate: Role?.CreateDate,
      Description: "For gateways",
      MaxSessionDuration: 7_200,
      Tags: [{ Key: "team", Value: "payments" }],
      RoleLastUsed: {},
    });
    expect(read.Role?.AssumeRolePolicyDocument).toMatch(/^%7B%22Version%22%3A%222012-10-17%22/);
    expect(decodeURIComponent(read.Role?.AssumeRolePolicyDocument ?? "")).toBe(trust);

    const wider = trust.replace(
      '"bedrock-agentcore.amazonaws.com"',
      '["bedrock-agentcore.amazonaws.com","lambda.amazonaws.com"]',
    );
    await iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: "AgentCoreGatewayExecutionRole", PolicyDocument: wider }),
    );
    await iam.send(
      new UpdateRoleCommand({
        RoleName: "AgentCoreGatewayExecutionRole",
        Description: "",
        MaxSessionDuration: 3_600,
      }),
    );
    const changed = await iam.send(new GetRoleCommand({ RoleName: "AgentCoreGatewayExecutionRole" }));
    expect(changed.Role).toMatchObject({ Description: "", MaxSessionDuration: 3_600 });
    expect(decodeURIComponent(changed.Role?.AssumeRolePolicyDocument ?? "")).toBe(wider);

    await iam.send(new DeleteRoleCommand({ RoleName: "AgentCoreGatewayExecutionRole" }));
    const gone = iam.send(new GetRoleCommand({ RoleName: "AgentCoreGatewayExecutionRole" }));
    await expect(gone).rejects.toThrow(NoSuchEntityException);
  });

  it(verifies("iam.errors", "Roles are refused with AWS's codes and statuses"), async () => {
    await createRole("Errors");
    expect(await refusal(createRole("errors"))).toEqual({
      name: "EntityAlreadyExistsException",
      status: 409,
      message: "Role with name errors already exists.",
    });
    await expect(createRole("Errors")).rejects.toThrow(EntityAlreadyExistsException);
    expect(await refusal(iam.send(new GetRoleCommand({ RoleName: "Nobody" })))).toEqual({
      name: "NoSuchEntityException",
      status: 404,
      message: "The role with name Nobody cannot be found.",
    });
    expect(await refusal(createRole("a/b"))).toMatchObject({ name: "ValidationError", status: 400 });
    expect(await refusal(createRole("x".repeat(65)))).toMatchObject({
      name: "ValidationError",
      message:
        "1 validation error detected: Value at 'RoleName' failed to satisfy constraint: Member must have length less than or equal to 64",
    });
    expect(await refusal(createRole("Long", { MaxSessionDuration: 60 }))).toMatchObject({
      name: "ValidationError",
    });
    expect(await refusal(createRole("Bad", { Path: "no-slash" }))).toMatchObject({ name: "ValidationError" });
    expect(
      await refusal(createRole("Bound", { PermissionsBoundary: "arn:aws:iam::aws:policy/ReadOnly" })),
    ).toMatchObject({
      name: "ValidationError",
      message: expect.stringContaining("permissions boundaries are not evaluated here"),
    });
    const twice = {
      Tags: [
        { Key: "a", Value: "1" },
        { Key: "A", Value: "2" },
      ],
    };
    expect(await refusal(createRole("Twice", twice))).toMatchObject({
      name: "InvalidInputException",
      status: 400,
    });
    const malformed = iam.send(
      new CreateRoleCommand({ RoleName: "M", AssumeRolePolicyDocument: permissions() }),
    );
    await expect(malformed).rejects.toThrow(MalformedPolicyDocumentException);
    const long = JSON.stringify({ ...JSON.parse(trust), Id: "x".repeat(2_048) });
    expect(
      await refusal(iam.send(new CreateRoleCommand({ RoleName: "L", AssumeRolePolicyDocument: long }))),
    ).toEqual({
      name: "LimitExceededException",
      status: 409,
      message: "Cannot exceed quota for ACLSizePerRole: 2048",
    });
  });

  it(
    verifies("iam.pages", "Lists come in pages by marker, and what is added meanwhile moves nothing"),
    async () => {
      for (const name of ["Page-c", "page-A", "Page-b", "Page-d"])
        await createRole(name, { Path: "/pages/" });
      const names: (string | undefined)[] = [];
      for await (const page of paginateListRoles({ client: iam, pageSize: 1 }, { PathPrefix: "/pages/" })) {
        names.push(...(page.Roles ?? []).map((role) => role.RoleName));
        if (names.length === 2) await createRole("Page-aa", { Path: "/pages/" });
      }
      expect(names).toEqual(["page-A", "Page-b", "Page-c", "Page-d"]);
      const listed = await iam.send(new ListRolesCommand({ PathPrefix: "/pages/", MaxItems: 1 }));
      expect(listed).toMatchObject({ IsTruncated: true, Roles: [{ RoleName: "page-A", Path: "/pages/" }] });
      expect(await refusal(iam.send(new ListRolesCommand({ Marker: "made-up" })))).toMatchObject({
        name: "ValidationError",
      });
      expect(await refusal(iam.send(new ListRolesCommand({ MaxItems: 1_001 })))).toMatchObject({
        name: "ValidationError",
      });
    },
  );

  it(
    verifies("iam.tags", "Tags of roles, users and policies are added, replaced and removed, case aside"),
    async () => {
      await createRole("Tagged", { Tags: [{ Key: "team", Value: "a" }] });
      await iam.send(
        new TagRoleCommand({
          RoleName: "Tagged",
          Tags: [
            { Key: "Team", Value: "b" },
            { Key: "x", Value: "" },
          ],
        }),
      );
      await iam.send(new UntagRoleCommand({ RoleName: "Tagged", TagKeys: ["X", "never"] }));
      expect((await iam.send(new ListRoleTagsCommand({ RoleName: "Tagged" }))).Tags).toEqual([
        { Key: "Team", Value: "b" },
      ]);
      const reserved = { RoleName: "Tagged", Tags: [{ Key: "aws:x", Value: "" }] };
      expect(await refusal(iam.send(new TagRoleCommand(reserved)))).toMatchObject({
        name: "InvalidInputException",
      });
      const many = Array.from({ length: 50 }, (_, at) => ({ Key: `k${at}`, Value: "" }));
      expect(await refusal(iam.send(new TagRoleCommand({ RoleName: "Tagged", Tags: many })))).toMatchObject({
        name: "LimitExceededException",
      });

      await iam.send(new CreateUserCommand({ UserName: "tagged" }));
      await iam.send(
        new TagUserCommand({
          UserName: "tagged",
          Tags: [
            { Key: "a", Value: "1" },
            { Key: "b", Value: "2" },
          ],
        }),
      );
      await iam.send(new UntagUserCommand({ UserName: "tagged", TagKeys: ["a"] }));
      expect((await iam.send(new ListUserTagsCommand({ UserName: "tagged" }))).Tags).toEqual([
        { Key: "b", Value: "2" },
      ]);

      const created = await iam.send(
        new CreatePolicyCommand({ PolicyName: "Tagged", PolicyDocument: permissions() }),
      );
      const PolicyArn = created.Policy?.Arn;
      await iam.send(
        new TagPolicyCommand({
          PolicyArn,
          Tags: [
            { Key: "a", Value: "1" },
            { Key: "b", Value: "2" },
          ],
        }),
      );
      await iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys: ["b"] }));
      expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.Tags).toEqual([
        { Key: "a", Value: "1" },
      ]);
    },
  );
});

describe("policies of a role", () => {
  it(
    verifies("iam.inline", "Inline policies are put, replaced, read to the letter, listed and deleted"),
    async () => {
      await createRole("Inline");
      const put = (PolicyName: string, PolicyDocument: string) =>
        iam.send(new PutRolePolicyCommand({ RoleName: "Inline", PolicyName, PolicyDocument }));
      await put("One", permissions("arn:aws:s3:::a"));
      await put("One", `  ${permissions("arn:aws:s3:::b/(1)!*'+ü")}\n`);
      await put("__proto__", permissions());
      const read = await iam.send(new GetRolePolicyCommand({ RoleName: "Inline", PolicyName: "One" }));
      expect(read).toMatchObject({ RoleName: "Inline", PolicyName: "One" });
      expect(read.PolicyDocument).toContain("%28b%29".replace("b", "1"));
      expect(decodeURIComponent(read.PolicyDocument ?? "")).toBe(
        `  ${permissions("arn:aws:s3:::b/(1)!*'+ü")}\n`,
      );
      const names: string[] = [];
      for await (const page of paginateListRolePolicies(
        { client: iam, pageSize: 1 },
        { RoleName: "Inline" },
      )) {
        names.push(...(page.PolicyNames ?? []));
      }
      expect(names).toEqual(["One", "__proto__"]);
      expect(await refusal(iam.send(new DeleteRoleCommand({ RoleName: "Inline" })))).toEqual({
        name: "DeleteConflictException",
        status: 409,
        message: "Cannot delete entity, must delete policies first.",
      });
      for (const PolicyName of names)
        await iam.send(new DeleteRolePolicyCommand({ RoleName: "Inline", PolicyName }));
      const again = iam.send(new DeleteRolePolicyCommand({ RoleName: "Inline", PolicyName: "One" }));
      await expect(again).rejects.toThrow(NoSuchEntityException);
      await iam.send(new DeleteRoleCommand({ RoleName: "Inline" }));
    },
  );

  it(
    verifies("iam.documents", "A document that IAM refuses is refused with what is wrong in it"),
    async () => {
      await createRole("Documents");
      const put = (PolicyDocument: string) =>
        refusal(
          iam.send(new PutRolePolicyCommand({ RoleName: "Documents", PolicyName: "p", PolicyDocument })),
        );
      expect(await put("{")).toMatchObject({ name: "MalformedPolicyDocumentException", status: 400 });
      expect(await put(permissions("*", "GetObject"))).toMatchObject({
        message:
          'Statement 1: Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.; "GetObject" is not.',
      });
      expect(await put(trust)).toMatchObject({
        message:
          "Statement 1: Policy document should not specify a principal. Statement 1: Policy statement must contain resources.",
      });
      const operator = {
        Effect: "Allow",
        Action: "*",
        Resource: "*",
        Condition: { StringMatches: { "aws:a": "b" } },
      };
      expect(await put(JSON.stringify({ Version: "2012-10-17", Statement: operator }))).toMatchObject({
        name: "MalformedPolicyDocumentException",
        message: "Invalid Condition type : StringMatches.",
      });
      const wide = permissions(`arn:aws:s3:::${"x".repeat(10_240)}`);
      expect(await put(wide)).toMatchObject({
        name: "LimitExceededException",
        status: 409,
        message: "Maximum policy size of 10240 bytes exceeded for role Documents",
      });
    },
  );

  it(
    verifies("iam.attach", "Managed policies are attached once, listed both ways, and detached"),
    async () => {
      await createRole("Attach");
      const created = await iam.send(
        new CreatePolicyCommand({ PolicyName: "Attach", Path: "/own/", PolicyDocument: permissions() }),
      );
      expect(created.Policy).toMatchObject({
        Arn: "arn:aws:iam::123456789012:policy/own/Attach",
        PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
        DefaultVersionId: "v1",
        AttachmentCount: 0,
        IsAttachable: true,
      });
      const own = "arn:aws:iam::123456789012:policy/own/Attach";
      const arns = [
        own,
        "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
        "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess",
        "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      ];
      for (const PolicyArn of [...arns, own])
        await iam.send(new AttachRolePolicyCommand({ RoleName: "Attach", PolicyArn }));
      const names: (string | undefined)[] = [];
      for await (const page of paginateListAttachedRolePolicies(
        { client: iam, pageSize: 3 },
        { RoleName: "Attach" },
      )) {
        names.push(...(page.AttachedPolicies ?? []).map((policy) => policy.PolicyName));
      }
      expect(names).toEqual([
        "AWSLambdaBasicExecutionRole",
        "AmazonDynamoDBFullAccess",
        "AmazonS3ReadOnlyAccess",
        "Attach",
      ]);
      expect((await iam.send(new GetPolicyCommand({ PolicyArn: own }))).Policy?.AttachmentCount).toBe(1);
      const entities = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: own }));
      expect(entities).toMatchObject({
        PolicyGroups: [],
        PolicyUsers: [],
        PolicyRoles: [{ RoleName: "Attach" }],
      });
      await expect(iam.send(new DeletePolicyCommand({ PolicyArn: own }))).rejects.toThrow(
        DeleteConflictException,
      );
      await expect(iam.send(new DeleteRoleCommand({ RoleName: "Attach" }))).rejects.toThrow(
        DeleteConflictException,
      );
      for (const PolicyArn of arns)
        await iam.send(new DetachRolePolicyCommand({ RoleName: "Attach", PolicyArn }));
      const twice = iam.send(new DetachRolePolicyCommand({ RoleName: "Attach", PolicyArn: own }));
      await expect(twice).rejects.toThrow(NoSuchEntityException);
      await iam.send(new DeletePolicyCommand({ PolicyArn: own }));
      expect(
        await refusal(iam.send(new AttachRolePolicyCommand({ RoleName: "Attach", PolicyArn: own }))),
      ).toEqual({
        name: "NoSuchEntityException",
        status: 404,
        message: `Policy ${own} does not exist or is not attachable.`,
      });
      const nonsense = new AttachRolePolicyCommand({
        RoleName: "Attach",
        PolicyArn: "arn:aws:s3:::a-bucket-of-mine",
      });
      expect(await refusal(iam.send(nonsense))).toMatchObject({ name: "InvalidInputException", status: 400 });
    },
  );

  it("attaches ten and no more", async () => {
    await createRole("Ten");
    const { Policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: "AWS" }));
    for (const { Arn } of Policies.slice(0, 10)) {
      await iam.send(new AttachRolePolicyCommand({ RoleName: "Ten", PolicyArn: Arn }));
    }
    const one = iam.send(new AttachRolePolicyCommand({ RoleName: "Ten", PolicyArn: Policies[10]?.Arn }));
    await expect(one).rejects.toThrow(LimitExceededException);
  });
});

describe("managed policies", () => {
  it(
    verifies("iam.versions", "Versions are made, read, chosen and deleted; the default one counts"),
    async () => {
      const { Policy } = await iam.send(
        new CreatePolicyCommand({ PolicyName: "Versions", PolicyDocument: permissions("arn:aws:s3:::1") }),
      );
      const PolicyArn = Policy?.Arn;
      const add = (at: number, SetAsDefault = false) =>
        iam.send(
          new CreatePolicyVersionCommand({
            PolicyArn,
            SetAsDefault,
            PolicyDocument: permissions(`arn:aws:s3:::${at}`),
          }),
        );
      expect((await add(2, true)).PolicyVersion).toMatchObject({ VersionId: "v2", IsDefaultVersion: true });
      for (const at of [3, 4, 5]) await add(at);
      expect(await refusal(add(6))).toMatchObject({ name: "LimitExceededException", status: 409 });
      const listed = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
      expect(
        listed.Versions?.map(({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion]),
      ).toEqual([
        ["v5", false],
        ["v4", false],
        ["v3", false],
        ["v2", true],
        ["v1", false],
      ]);
      await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: "v4" }));
      expect(await refusal(iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: "v4" })))).toEqual(
        {
          name: "DeleteConflictException",
          status: 409,
          message: "Cannot delete the default version of a policy.",
        },
      );
      await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: "v5" }));
      expect((await add(6)).PolicyVersion?.VersionId).toBe("v6");
      const read = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: "v6" }));
      expect(decodeURIComponent(read.PolicyVersion?.Document ?? "")).toBe(permissions("arn:aws:s3:::6"));
      const gone = iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: "v5" }));
      await expect(gone).rejects.toThrow(NoSuchEntityException);
      await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toThrow(DeleteConflictException);
      for (const VersionId of ["v1", "v2", "v3", "v6"]) {
        await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
      }
      await iam.send(new DeletePolicyCommand({ PolicyArn }));
      expect(await refusal(iam.send(new GetPolicyCommand({ PolicyArn })))).toEqual({
        name: "NoSuchEntityException",
        status: 404,
        message: "Policy arn:aws:iam::123456789012:policy/Versions was not found.",
      });
    },
  );

  it(
    verifies("iam.aws-managed", "AWS's own policies can be read and attached, and not be changed"),
    async () => {
      const PolicyArn = "arn:aws:iam::aws:policy/BedrockAgentCoreFullAccess";
      const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
      expect(Policy).toMatchObject({
        PolicyName: "BedrockAgentCoreFullAccess",
        Arn: PolicyArn,
        IsAttachable: true,
      });
      const { PolicyVersion } = await iam.send(
        new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
      );
      expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? "")).Statement[0]).toEqual({
        Effect: "Allow",
        Action: ["bedrock-agentcore:*"],
        Resource: "arn:aws:bedrock-agentcore:*:*:*",
        Sid: "BedrockAgentCoreFullAccess",
      });
      expect(await refusal(iam.send(new DeletePolicyCommand({ PolicyArn })))).toMatchObject({
        name: "AccessDenied",
        status: 403,
      });
    },
  );

  it("lists by scope, path and attachment", async () => {
    await iam.send(
      new CreatePolicyCommand({ PolicyName: "Listed", Path: "/listed/", PolicyDocument: permissions() }),
    );
    const all = async (input: object) => {
      const names: (string | undefined)[] = [];
      for await (const page of paginateListPolicies({ client: iam, pageSize: 4 }, input)) {
        names.push(...(page.Policies ?? []).map((policy) => policy.PolicyName));
      }
      return names;
    };
    expect(await all({ Scope: "Local", PathPrefix: "/listed/" })).toEqual(["Listed"]);
    expect(await all({ Scope: "Local" })).not.toContain("AdministratorAccess");
    expect(await all({ Scope: "AWS" })).toContain("AdministratorAccess");
    expect(await all({ Scope: "AWS" })).not.toContain("Listed");
    expect(await all({ OnlyAttached: true, PathPrefix: "/listed/" })).toEqual([]);
    await createRole("Lister");
    await iam.send(
      new AttachRolePolicyCommand({
        RoleName: "Lister",
        PolicyArn: "arn:aws:iam::123456789012:policy/listed/Listed",
      }),
    );
    expect(await all({ OnlyAttached: true, PathPrefix: "/listed/" })).toEqual(["Listed"]);
    expect(
      await refusal(
        iam.send(new CreatePolicyCommand({ PolicyName: "listed", PolicyDocument: permissions() })),
      ),
    ).toEqual({
      name: "EntityAlreadyExistsException",
      status: 409,
      message: "A policy called listed already exists. Duplicate names are not allowed.",
    });
    const long = permissions(`arn:aws:s3:::${"x".repeat(6_144)}`);
    expect(
      await refusal(iam.send(new CreatePolicyCommand({ PolicyName: "Long", PolicyDocument: long }))),
    ).toMatchObject({
      message: "Cannot exceed quota for PolicySize: 6144",
    });
  });
});

describe("users and their keys", () => {
  it(
    verifies("iam.users", "A user is created, given policies and keys, and deleted when nothing hangs on it"),
    async () => {
      const { User } = await iam.send(new CreateUserCommand({ UserName: "ann", Path: "/people/" }));
      expect(User).toMatchObject({
        UserName: "ann",
        Arn: "arn:aws:iam::123456789012:user/people/ann",
        UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
      });
      expect((await iam.send(new ListUsersCommand({ PathPrefix: "/people/" }))).Users).toHaveLength(1);
      await iam.send(
        new PutUserPolicyCommand({ UserName: "ann", PolicyName: "own", PolicyDocument: permissions() }),
      );
      const read = await iam.send(new GetUserPolicyCommand({ UserName: "ann", PolicyName: "own" }));
      expect(decodeURIComponent(read.PolicyDocument ?? "")).toBe(permissions());
      expect((await iam.send(new ListUserPoliciesCommand({ UserName: "ann" }))).PolicyNames).toEqual(["own"]);
      const PolicyArn = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
      await iam.send(new AttachUserPolicyCommand({ UserName: "ann", PolicyArn }));
      expect(
        (await iam.send(new ListAttachedUserPoliciesCommand({ UserName: "ann" }))).AttachedPolicies,
      ).toEqual([{ PolicyName: "IAMReadOnlyAccess", PolicyArn }]);
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "ann" }));
      const remove = () => iam.send(new DeleteUserCommand({ UserName: "ann" }));
      await expect(remove()).rejects.toThrow("must detach all policies first");
      await iam.send(new DetachUserPolicyCommand({ UserName: "ann", PolicyArn }));
      await expect(remove()).rejects.toThrow("must delete policies first");
      await iam.send(new DeleteUserPolicyCommand({ UserName: "ann", PolicyName: "own" }));
      await expect(remove()).rejects.toThrow("must delete access keys first");
      await iam.send(new DeleteAccessKeyCommand({ UserName: "ann", AccessKeyId: AccessKey?.AccessKeyId }));
      await remove();
      expect(await refusal(iam.send(new GetUserCommand({ UserName: "ann" })))).toMatchObject({
        name: "NoSuchEntityException",
        message: "The user with name ann cannot be found.",
      });
    },
  );

  it(
    verifies(
      "iam.keys",
      "A key's secret is shown once; a user has two keys at most, which can be switched off",
    ),
    async () => {
      await iam.send(new CreateUserCommand({ UserName: "bob" }));
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "bob" }));
      expect(AccessKey).toMatchObject({
        UserName: "bob",
        Status: "Active",
        AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
        SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
      });
      const id = AccessKey?.AccessKeyId ?? "";
      // Whoever signs with the key need not say who they are.
      const bob = client(id, AccessKey?.SecretAccessKey ?? "");
      const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
      await iam.send(new AttachUserPolicyCommand({ UserName: "bob", PolicyArn }));
      expect((await bob.send(new GetUserCommand({}))).User?.UserName).toBe("bob");
      const { AccessKey: second } = await bob.send(new CreateAccessKeyCommand({}));
      const still = client(second?.AccessKeyId ?? "", second?.SecretAccessKey ?? "");
      expect(await refusal(bob.send(new CreateAccessKeyCommand({})))).toEqual({
        name: "LimitExceededException",
        status: 409,
        message: "Cannot exceed quota for AccessKeysPerUser: 2",
      });
      await bob.send(new UpdateAccessKeyCommand({ AccessKeyId: id, Status: "Inactive" }));
      expect((await refusal(bob.send(new ListAccessKeysCommand({})))).name).toBe("InvalidClientTokenId");
      const { AccessKeyMetadata = [] } = await still.send(new ListAccessKeysCommand({}));
      expect(AccessKeyMetadata).toHaveLength(2);
      expect(AccessKeyMetadata.find(({ AccessKeyId }) => AccessKeyId === id)).toEqual({
        UserName: "bob",
        AccessKeyId: id,
        Status: "Inactive",
        CreateDate: AccessKey?.CreateDate,
      });
      expect(JSON.stringify(AccessKeyMetadata)).not.toContain(AccessKey?.SecretAccessKey);
      const used = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: id }));
      expect(used).toMatchObject({
        UserName: "bob",
        AccessKeyLastUsed: { ServiceName: "iam", Region: "us-east-1" },
      });
      bob.destroy();
      still.destroy();
      expect(
        await refusal(iam.send(new DeleteAccessKeyCommand({ UserName: "ann2", AccessKeyId: id }))),
      ).toMatchObject({
        name: "NoSuchEntityException",
      });
      expect(await refusal(iam.send(new CreateAccessKeyCommand({})))).toMatchObject({
        name: "ValidationError",
      });
    },
  );
});

describe("the policy simulator", () => {
  it(
    verifies("iam.simulate", "Tells what documents decide, by which of them, and which context is missing"),
    async () => {
      const answer = await iam.send(
        new SimulateCustomPolicyCommand({
          PolicyInputList: [
            permissions("arn:aws:s3:::a/*"),
            JSON.stringify({
              Version: "2012-10-17",
              Statement: [
                { Effect: "Deny", Action: "s3:*", Resource: "arn:aws:s3:::a/secret" },
                {
                  Effect: "Allow",
                  Action: "sqs:*",
                  Resource: "*",
                  Condition: { Bool: { "aws:SecureTransport": "true" } },
                },
              ],
            }),
          ],
          ActionNames: ["s3:GetObject", "sqs:SendMessage"],
          ResourceArns: ["arn:aws:s3:::a/k", "arn:aws:s3:::a/secret"],
        }),
      );
      expect(
        answer.EvaluationResults?.map((result) => [
          result.EvalActionName,
          result.EvalResourceName,
          result.EvalDecision,
          result.MatchedStatements?.map(({ SourcePolicyId }) => SourcePolicyId),
          result.MissingContextValues,
        ]),
      ).toEqual([
        ["s3:GetObject", "arn:aws:s3:::a/k", "allowed", ["PolicyInputList.1"], ["aws:SecureTransport"]],
        [
          "s3:GetObject",
          "arn:aws:s3:::a/secret",
          "explicitDeny",
          ["PolicyInputList.2"],
          ["aws:SecureTransport"],
        ],
        ["sqs:SendMessage", "arn:aws:s3:::a/k", "implicitDeny", [], ["aws:SecureTransport"]],
        ["sqs:SendMessage", "arn:aws:s3:::a/secret", "implicitDeny", [], ["aws:SecureTransport"]],
      ]);
      expect(answer.EvaluationResults?.[1]?.MatchedStatements).toEqual([
        {
          SourcePolicyId: "PolicyInputList.2",
          SourcePolicyType: "IAM Policy",
          StartPosition: { Line: 1, Column: 39 },
          EndPosition: { Line: 1, Column: 106 },
        },
      ]);
      expect(answer.EvaluationResults?.[1]?.ResourceSpecificResults).toMatchObject([
        { EvalResourceName: "arn:aws:s3:::a/secret", EvalResourceDecision: "explicitDeny" },
      ]);
    },
  );

  it("takes context, and comes in pages", async () => {
    const condition = {
      StringEquals: { "aws:PrincipalTag/team": "red" },
      "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] },
    };
    const input = {
      PolicyInputList: [
        JSON.stringify({
          Version: "2012-10-17",
          Statement: { Effect: "Allow", Action: "s3:*", Resource: "*", Condition: condition },
        }),
      ],
      ActionNames: ["s3:GetObject", "s3:PutObject", "iam:GetRole"],
      ContextEntries: [
        {
          ContextKeyName: "aws:PrincipalTag/team",
          ContextKeyValues: ["red"],
          ContextKeyType: "string" as const,
        },
        {
          ContextKeyName: "aws:tagkeys",
          ContextKeyValues: ["a", "b"],
          ContextKeyType: "stringList" as const,
        },
      ],
    };
    const decisions: (string | undefined)[] = [];
    for await (const page of paginateSimulateCustomPolicy({ client: iam, pageSize: 2 }, input)) {
      decisions.push(...(page.EvaluationResults ?? []).map((result) => result.EvalDecision));
      expect(page.EvaluationResults?.[0]?.MissingContextValues).toEqual([]);
    }
    expect(decisions).toEqual(["allowed", "allowed", "implicitDeny"]);
    const keys = await iam.send(
      new GetContextKeysForCustomPolicyCommand({ PolicyInputList: input.PolicyInputList }),
    );
    expect(keys.ContextKeyNames).toEqual(["aws:PrincipalTag/team", "aws:TagKeys"]);
    expect(
      await refusal(iam.send(new SimulateCustomPolicyCommand({ ...input, ActionNames: ["GetObject"] }))),
    ).toMatchObject({
      name: "InvalidInputException",
    });
  });

  it(verifies("iam.simulate", "Answers in smaller pages, or not at all, what would take long"), async () => {
    const slow = JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "s3:*", Resource: `arn:aws:s3:::${"*a".repeat(50_000)}` },
    });
    const ask = (ContextKeyValues: string[]) =>
      iam.send(
        new SimulateCustomPolicyCommand({
          PolicyInputList: [slow],
          ActionNames: Array.from({ length: 100 }, (_, at) => `s3:Get${at}`),
          ResourceArns: [`arn:aws:s3:::${"a".repeat(2_000)}b`],
          ContextEntries: [{ ContextKeyName: "aws:a", ContextKeyValues, ContextKeyType: "stringList" }],
        }),
      );
    const first = await ask(["x"]);
    expect(first.IsTruncated).toBe(true);
    expect(first.EvaluationResults).toHaveLength(15);
    expect(first.EvaluationResults?.[0]?.EvalDecision).toBe("implicitDeny");
    expect(await refusal(ask(Array(4).fill("x".repeat(8_192))))).toEqual({
      name: "InvalidInputException",
      status: 400,
      message: "These policies and context values are too long to simulate; leave out what is not needed.",
    });
    const Statement = Array(1_200).fill({ Effect: "Allow", Action: "*", Resource: "*" });
    const many = JSON.stringify({ Version: "2012-10-17", Statement });
    const long = new SimulateCustomPolicyCommand({
      PolicyInputList: Array(5).fill(many),
      ActionNames: ["s3:Get"],
    });
    expect(await refusal(iam.send(long))).toMatchObject({ name: "InvalidInputException" });
  });

  it("decides by what a role has, inline and attached, and by what is given beside it", async () => {
    const { Role } = await createRole("Simulated");
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: "Simulated",
        PolicyName: "own",
        PolicyDocument: permissions("*", "sqs:*"),
      }),
    );
    await iam.send(
      new AttachRolePolicyCommand({
        RoleName: "Simulated",
        PolicyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
      }),
    );
    const answer = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: Role?.Arn,
        PolicyInputList: [permissions("*", "sns:Publish")],
        ActionNames: ["sqs:SendMessage", "s3:GetObject", "sns:Publish", "s3:PutObject"],
      }),
    );
    expect(
      answer.EvaluationResults?.map(({ EvalDecision, MatchedStatements }) => [
        EvalDecision,
        MatchedStatements?.[0]?.SourcePolicyId,
      ]),
    ).toEqual([
      ["allowed", "own"],
      ["allowed", "AmazonS3ReadOnlyAccess"],
      ["allowed", "PolicyInputList.1"],
      ["implicitDeny", undefined],
    ]);
    const nobody = new SimulatePrincipalPolicyCommand({
      PolicySourceArn: "arn:aws:iam::123456789012:role/Nobody",
      ActionNames: ["s3:GetObject"],
    });
    await expect(iam.send(nobody)).rejects.toThrow(NoSuchEntityException);
  });
});
