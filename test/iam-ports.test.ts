import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createSealer, createServices, keptAccessKeys, keptRoles, openStore } from "@toolgate/server";
import { describe, expect, it, onTestFinished } from "vitest";
import { caller, temporaryFolder } from "./store-over-folder.ts";
import { verifies } from "./verifies.ts";

/** What the rest of the server reads of IAM. */
async function openIam() {
  const folder = temporaryFolder(onTestFinished);
  const store = await openStore(join(folder, "toolgate.db"));
  onTestFinished(() => store.close());
  const time = { now: Date.parse("2026-01-02T03:04:05.678Z") };
  const clock = { now: () => time.now };
  const key = randomBytes(32);
  const sealer = createSealer(() => key);
  let changes = 0;
  const services = createServices({
    store,
    sealer,
    clock,
    accountId: "123456789012",
    observed: { find: async () => [], ofTrace: async () => [] },
    style: { denialShape: "result", denialWording: "2025-12" },
    onChange: async () => {
      changes += 1;
    },
  });
  const run = async (service: string, operation: string, input: object, id = caller.id) => {
    const found = services.find(({ name }) => name === service)?.operations[operation];
    if (found === undefined) throw new Error(`No ${service}:${operation}`);
    // biome-ignore lint/suspicious/noExplicitAny: tests look at the wire's own shape
    return (await found.run(input, { caller: { ...caller, id }, requestId: "r", operation })) as any;
  };
  return {
    folder,
    store,
    time,
    iam: (operation: string, input: object, id?: string) => run("iam", operation, input, id),
    sts: (operation: string, input: object, id?: string) => run("sts", operation, input, id),
    roles: keptRoles(store),
    keys: keptAccessKeys(store, sealer, clock),
    changes: () => changes,
  };
}

const trust = (principal: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" }],
  });
const service = trust({ Service: "bedrock-agentcore.amazonaws.com" });
const account = trust({ AWS: "123456789012" });
const permissions = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Sid: "One", Effect: "Allow", Action: "bedrock-agentcore:*", Resource: "*" }],
});
const arn = "arn:aws:iam::123456789012:role/gateways/Gateway";
const gateway = { RoleName: "Gateway", Path: "/gateways/", AssumeRolePolicyDocument: service };

describe("roles by ARN", () => {
  it(
    verifies("iam.roles-known", "A role is known with its trust and every policy that counts for it"),
    async () => {
      const { iam, roles } = await openIam();
      await iam("CreateRole", { ...gateway, Tags: [{ Key: "team", Value: "red" }] });
      await iam("PutRolePolicy", { RoleName: "Gateway", PolicyName: "own", PolicyDocument: permissions });
      const { Policy } = await iam("CreatePolicy", { PolicyName: "Managed", PolicyDocument: permissions });
      const wider = permissions.replace("bedrock-agentcore:*", "lambda:InvokeFunction");
      await iam("CreatePolicyVersion", {
        PolicyArn: Policy.Arn,
        PolicyDocument: wider,
        SetAsDefault: "true",
      });
      await iam("AttachRolePolicy", { RoleName: "Gateway", PolicyArn: Policy.Arn });
      await iam("AttachRolePolicy", {
        RoleName: "Gateway",
        PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      });
      const role = await roles.find(arn);
      expect(role).toMatchObject({
        arn,
        name: "Gateway",
        id: expect.stringMatching(/^AROA/),
        tags: { team: "red" },
        maxSessionDuration: 3_600,
        trust: { statements: [{ principals: { patterns: [{ kind: "Service" }] } }] },
        sources: [
          { name: "own", kind: "inline", document: { statements: [{ sid: "One" }] } },
          {
            name: "Managed",
            kind: "managed",
            arn: "arn:aws:iam::123456789012:policy/Managed",
            document: { statements: [{ actions: { patterns: ["lambda:InvokeFunction"] } }] },
          },
          {
            name: "AdministratorAccess",
            kind: "managed",
            arn: "arn:aws:iam::aws:policy/AdministratorAccess",
          },
        ],
      });
    },
  );

  it(
    verifies("iam.roles-deleted", "A deleted role is remembered until one of its ARN is made again"),
    async () => {
      const { iam, roles } = await openIam();
      expect(await roles.find(arn)).toBeUndefined();
      await iam("CreateRole", gateway);
      await iam("DeleteRole", { RoleName: "Gateway" });
      expect(await roles.find(arn)).toBe("deleted");
      await iam("CreateRole", { ...gateway, Path: "/elsewhere/" });
      expect(await roles.find(arn)).toBe("deleted");
      expect(await roles.find("arn:aws:iam::123456789012:role/elsewhere/Gateway")).toMatchObject({
        name: "Gateway",
      });
      await iam("DeleteRole", { RoleName: "Gateway" });
      await iam("CreateRole", gateway);
      expect(await roles.find(arn)).toMatchObject({ name: "Gateway" });
    },
  );

  it.each([
    ["another path", "arn:aws:iam::123456789012:role/Gateway"],
    ["another case", "arn:aws:iam::123456789012:role/gateways/gateway"],
    ["another account", "arn:aws:iam::210987654321:role/gateways/Gateway"],
    ["another partition", "arn:aws-cn:iam::123456789012:role/gateways/Gateway"],
    ["no ARN", "Gateway"],
  ])("an ARN with %s is another role's", async (_, other) => {
    const { iam, roles } = await openIam();
    await iam("CreateRole", gateway);
    expect(await roles.find(other)).toBeUndefined();
  });

  it(
    verifies(
      "iam.roles-in-force",
      "Whoever reads roles hears of every change of permissions before it is answered",
    ),
    async () => {
      const { iam, changes } = await openIam();
      const steps: [string, object][] = [
        ["CreateRole", gateway],
        ["PutRolePolicy", { RoleName: "Gateway", PolicyName: "own", PolicyDocument: permissions }],
        ["UpdateAssumeRolePolicy", { RoleName: "Gateway", PolicyDocument: account }],
        ["AttachRolePolicy", { RoleName: "Gateway", PolicyArn: "arn:aws:iam::aws:policy/IAMFullAccess" }],
        ["DetachRolePolicy", { RoleName: "Gateway", PolicyArn: "arn:aws:iam::aws:policy/IAMFullAccess" }],
        ["TagRole", { RoleName: "Gateway", Tags: [{ Key: "a", Value: "b" }] }],
        ["DeleteRolePolicy", { RoleName: "Gateway", PolicyName: "own" }],
        ["DeleteRole", { RoleName: "Gateway" }],
        ["CreateUser", { UserName: "ann" }],
        ["CreateAccessKey", { UserName: "ann" }],
      ];
      const heard: number[] = [];
      for (const [operation, input] of steps) {
        await iam(operation, input);
        heard.push(changes());
      }
      expect(heard).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      await expect(iam("DeleteRole", { RoleName: "Gateway" })).rejects.toThrow("cannot be found");
      expect(changes()).toBe(10);
    },
  );
});

describe("access keys by id", () => {
  it(
    verifies("iam.keys-known", "A user's key is known with its secret, its state and what the user may do"),
    async () => {
      const { iam, keys } = await openIam();
      await iam("CreateUser", { UserName: "ann", Path: "/people/", Tags: [{ Key: "team", Value: "red" }] });
      await iam("PutUserPolicy", { UserName: "ann", PolicyName: "own", PolicyDocument: permissions });
      const { AccessKey } = await iam("CreateAccessKey", { UserName: "ann" });
      const known = await keys.find(AccessKey.AccessKeyId);
      expect(known).toMatchObject({
        secret: AccessKey.SecretAccessKey,
        active: true,
        principal: {
          kind: "user",
          arn: "arn:aws:iam::123456789012:user/people/ann",
          sources: [{ name: "own", kind: "inline" }],
          context: {
            "aws:username": "ann",
            "aws:PrincipalArn": "arn:aws:iam::123456789012:user/people/ann",
            "aws:PrincipalAccount": "123456789012",
            "aws:PrincipalType": "User",
            "aws:PrincipalTag/team": "red",
          },
        },
      });
      expect(known?.principal.context["aws:userid"]).toMatch(/^AIDA/);
      await iam("UpdateAccessKey", {
        UserName: "ann",
        AccessKeyId: AccessKey.AccessKeyId,
        Status: "Inactive",
      });
      expect(await keys.find(AccessKey.AccessKeyId)).toMatchObject({ active: false });
      await iam("DeleteAccessKey", { UserName: "ann", AccessKeyId: AccessKey.AccessKeyId });
      expect(await keys.find(AccessKey.AccessKeyId)).toBeUndefined();
      expect(await keys.find("AKIDNOBODY")).toBeUndefined();
    },
  );

  it(
    verifies("iam.keys-used", "When a key was last used is remembered, to within a quarter of an hour"),
    async () => {
      const { iam, keys, time } = await openIam();
      await iam("CreateUser", { UserName: "ann" });
      const { AccessKey } = await iam("CreateAccessKey", { UserName: "ann" });
      const lastUsed = async () =>
        (await iam("GetAccessKeyLastUsed", { AccessKeyId: AccessKey.AccessKeyId })).AccessKeyLastUsed;
      expect(await lastUsed()).toEqual({ LastUsedDate: undefined, ServiceName: "N/A", Region: "N/A" });
      await keys.used(AccessKey.AccessKeyId, { service: "iam", region: "us-east-1" });
      time.now += 14 * 60_000;
      await keys.used(AccessKey.AccessKeyId, { service: "sts", region: "us-east-1" });
      expect(await lastUsed()).toEqual({
        LastUsedDate: "2026-01-02T03:04:05Z",
        ServiceName: "iam",
        Region: "us-east-1",
      });
      time.now += 60_000;
      await keys.used(AccessKey.AccessKeyId, { service: "bedrock-agentcore", region: "us-west-2" });
      expect(await lastUsed()).toEqual({
        LastUsedDate: "2026-01-02T03:19:05Z",
        ServiceName: "bedrock-agentcore",
        Region: "us-west-2",
      });
      await keys.used("AKIDNOBODY", { service: "iam", region: "us-east-1" });
    },
  );

  it(verifies("sts.sessions", "Temporary credentials end with their time, and with their role"), async () => {
    const { iam, sts, keys, time } = await openIam();
    const make = () => iam("CreateRole", { RoleName: "Reader", AssumeRolePolicyDocument: account });
    await make();
    await iam("PutRolePolicy", { RoleName: "Reader", PolicyName: "own", PolicyDocument: permissions });
    const RoleArn = "arn:aws:iam::123456789012:role/Reader";
    const assume = async () =>
      (await sts("AssumeRole", { RoleArn, RoleSessionName: "ci", DurationSeconds: "900" })).Credentials;
    const first = await assume();
    expect(await keys.find(first.AccessKeyId)).toMatchObject({
      secret: first.SecretAccessKey,
      sessionToken: first.SessionToken,
      active: true,
      expiresAt: "2026-01-02T03:19:05.678Z",
      principal: {
        kind: "role-session",
        arn: "arn:aws:sts::123456789012:assumed-role/Reader/ci",
        roleArn: RoleArn,
        sources: [{ name: "own" }],
        context: { "aws:PrincipalArn": RoleArn, "aws:PrincipalType": "AssumedRole" },
      },
    });
    time.now += 900_000;
    expect(await keys.find(first.AccessKeyId)).toMatchObject({ active: false });
    const second = await assume();
    expect(await keys.find(first.AccessKeyId)).toBeUndefined();
    expect(await keys.find(second.AccessKeyId)).toMatchObject({ active: true });
    await expect(iam("GetUser", {}, second.AccessKeyId)).rejects.toThrow("Must specify userName");
    await iam("DeleteRolePolicy", { RoleName: "Reader", PolicyName: "own" });
    await iam("DeleteRole", { RoleName: "Reader" });
    expect(await keys.find(second.AccessKeyId)).toBeUndefined();
    await make();
    expect(await keys.find(second.AccessKeyId)).toBeUndefined();
  });

  it(verifies("iam.sealed", "Neither secrets nor session tokens are in the store in clear"), async () => {
    const { iam, sts, store, folder } = await openIam();
    await iam("CreateUser", { UserName: "ann" });
    const { AccessKey } = await iam("CreateAccessKey", { UserName: "ann" });
    await iam("CreateRole", { RoleName: "Reader", AssumeRolePolicyDocument: account });
    const { Credentials } = await sts("AssumeRole", {
      RoleArn: "arn:aws:iam::123456789012:role/Reader",
      RoleSessionName: "ci",
    });
    const { changes } = await store.read((view) => view.changes.find({ limit: 100 }));
    expect(changes.map(({ operation }) => operation)).toContain("iam:CreateAccessKey");
    await store.close();
    const kept = readFileSync(join(folder, "toolgate.db"), "latin1") + JSON.stringify(changes);
    expect(kept).toContain(AccessKey.AccessKeyId);
    expect(kept).toContain(Credentials.AccessKeyId);
    expect(kept).not.toContain(AccessKey.SecretAccessKey);
    expect(kept).not.toContain(Credentials.SecretAccessKey);
    expect(kept).not.toContain(Credentials.SessionToken);
  });
});
