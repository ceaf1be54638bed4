import { randomBytes } from "node:crypto";
import { join } from "node:path";
import * as iamSdk from "@aws-sdk/client-iam";
import * as stsSdk from "@aws-sdk/client-sts";
import { createSealer, createServices, openStore } from "@toolgate/server";
import { beforeAll, describe, expect, it } from "vitest";
import { caller, temporaryFolder } from "./store-over-folder.ts";
import { verifies } from "./verifies.ts";

/** AWS's schemas as the SDK holds them: a structure is [3, namespace, name, traits, member names, their schemas, how many are required]. */
type Structure = readonly [3, string, string, unknown, string[], unknown[], number?];

const libraries: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  iam: { ...iamSdk },
  sts: { ...stsSdk },
};

function resolved(reference: unknown): unknown {
  const value = typeof reference === "function" ? (reference as () => unknown)() : reference;
  return Array.isArray(value) && value.length === 2 ? resolved(value[0]) : value;
}

const isStructure = (value: unknown): value is Structure => Array.isArray(value) && value[0] === 3;

function structure(service: string, name: string): Structure | undefined {
  const found = libraries[service]?.[`${name}$`];
  return isStructure(found) ? found : undefined;
}

/** What an answer has that AWS's output does not, by path. */
function strangers(value: unknown, reference: unknown, path: string): string[] {
  const schema = resolved(reference);
  if (Array.isArray(value)) {
    const [kind, , , , item] = Array.isArray(schema) ? schema : [];
    const of = kind === 1 ? item : schema === 64 || typeof schema === "number" ? 0 : undefined;
    return value.flatMap((member, at) =>
      of === undefined ? [`${path} is a list`] : strangers(member, of, `${path}.${at}`),
    );
  }
  if (typeof value !== "object" || value === null || value instanceof Date) {
    return isStructure(schema) ? [`${path} is no structure`] : [];
  }
  if (!isStructure(schema)) return [`${path} is a structure`];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = schema[4].indexOf(name);
    if (member === undefined) return [];
    return at < 0 ? [`${path}.${name}`] : strangers(member, schema[5][at], `${path}.${name}`);
  });
}

const key = randomBytes(32);
const folder: (() => void)[] = [];
let services: ReturnType<typeof createServices>;

beforeAll(async () => {
  const store = await openStore(
    join(
      temporaryFolder((done) => folder.push(done)),
      "toolgate.db",
    ),
  );
  services = createServices({
    store,
    sealer: createSealer(() => key),
    clock: { now: () => Date.parse("2026-01-02T03:04:05.678Z") },
    accountId: "123456789012",
    observed: { find: async () => [], ofTrace: async () => [] },
    style: { denialShape: "result", denialWording: "2025-12" },
    onChange: async () => undefined,
  });
  return async () => {
    await store.close();
    for (const done of folder) done();
  };
});

// biome-ignore lint/suspicious/noExplicitAny: tests look at the wire's own shape
async function run(service: string, operation: string, input: object): Promise<any> {
  const found = services.find(({ name }) => name === service)?.operations[operation];
  if (found === undefined) throw new Error(`No ${service}:${operation}`);
  return found.run(input, { caller, requestId: "r", operation });
}

const problem = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "",
    (error: unknown) => String(error),
  );

describe(
  verifies("iam.agrees", "Every operation takes, or refuses by name, the members that the AWS SDK sends"),
  () => {
    it("and knows which are required", async () => {
      const unknown: string[] = [];
      const optional: string[] = [];
      let members = 0;
      for (const { name: service, operations } of services.filter(({ name }) => name in libraries)) {
        for (const operation of Object.keys(operations)) {
          expect(libraries[service]?.[`${operation}Command`], operation).toBeTypeOf("function");
          const [, , , , names = [], , required = 0] = structure(service, `${operation}Request`) ?? [];
          for (const [at, name] of names.entries()) {
            members += 1;
            // An object fits no member, so that the answer speaks of it.
            const said = await problem(run(service, operation, { [name]: { odd: "1" } }));
            if (said.includes("Unrecognized key")) unknown.push(`${operation}.${name}`);
            if (at < required && !(await problem(run(service, operation, {}))).includes(name)) {
              optional.push(`${operation}.${name}`);
            }
          }
        }
      }
      expect(unknown).toEqual([]);
      expect(optional).toEqual([]);
      expect(members).toBeGreaterThan(150);
    });
  },
);

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "sts:AssumeRole" },
});
const document = JSON.stringify({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Action: "s3:*",
    Resource: "*",
    Condition: { Null: { "aws:userid": "false" } },
  },
});
const own = "arn:aws:iam::123456789012:policy/P";
const Tags = [{ Key: "a", Value: "b" }];

it(verifies("iam.agrees", "Answers have no member that the AWS SDK would not read"), async () => {
  const steps: [service: string, operation: string, input: object][] = [
    ["iam", "CreateRole", { RoleName: "R", AssumeRolePolicyDocument: trust, Description: "d", Tags }],
    ["iam", "PutRolePolicy", { RoleName: "R", PolicyName: "i", PolicyDocument: document }],
    ["iam", "CreatePolicy", { PolicyName: "P", PolicyDocument: document, Description: "d", Tags }],
    ["iam", "AttachRolePolicy", { RoleName: "R", PolicyArn: own }],
    ["iam", "CreatePolicyVersion", { PolicyArn: own, PolicyDocument: document }],
    ["iam", "CreateUser", { UserName: "U", Tags }],
    ["iam", "AttachUserPolicy", { UserName: "U", PolicyArn: own }],
    ["iam", "PutUserPolicy", { UserName: "U", PolicyName: "i", PolicyDocument: document }],
    ["iam", "CreateAccessKey", { UserName: "U" }],
    ...["GetRole", "ListRoleTags", "ListRolePolicies", "ListAttachedRolePolicies"].map(
      (operation): [string, string, object] => ["iam", operation, { RoleName: "R" }],
    ),
    ["iam", "GetRolePolicy", { RoleName: "R", PolicyName: "i" }],
    ...["GetUser", "ListUserTags", "ListUserPolicies", "ListAttachedUserPolicies", "ListAccessKeys"].map(
      (operation): [string, string, object] => ["iam", operation, { UserName: "U" }],
    ),
    ["iam", "GetUserPolicy", { UserName: "U", PolicyName: "i" }],
    ["iam", "GetUser", {}],
    ...["GetPolicy", "ListPolicyVersions", "ListPolicyTags", "ListEntitiesForPolicy"].map(
      (operation): [string, string, object] => ["iam", operation, { PolicyArn: own }],
    ),
    ["iam", "GetPolicyVersion", { PolicyArn: own, VersionId: "v2" }],
    ["iam", "GetPolicy", { PolicyArn: "arn:aws:iam::aws:policy/IAMFullAccess" }],
    ["iam", "ListRoles", {}],
    ["iam", "ListUsers", {}],
    ["iam", "ListPolicies", { MaxItems: "2" }],
    [
      "iam",
      "SimulateCustomPolicy",
      { PolicyInputList: [document], ActionNames: ["s3:Get"], ResourceArns: ["*"] },
    ],
    [
      "iam",
      "SimulatePrincipalPolicy",
      { PolicySourceArn: "arn:aws:iam::123456789012:role/R", ActionNames: ["s3:Get"] },
    ],
    ["iam", "GetContextKeysForCustomPolicy", { PolicyInputList: [document] }],
    ["iam", "GetContextKeysForPrincipalPolicy", { PolicySourceArn: "arn:aws:iam::123456789012:user/U" }],
    ["sts", "GetCallerIdentity", {}],
    ["sts", "AssumeRole", { RoleArn: "arn:aws:iam::123456789012:role/R", RoleSessionName: "ci" }],
  ];
  const found: string[] = [];
  const empty: string[] = [];
  for (const [service, operation, input] of steps) {
    const answer = await run(service, operation, input);
    const schema = structure(service, `${operation}Response`);
    const read = schema ?? structure(service, operation.replace(/^Simulate.*/, "SimulatePolicyResponse"));
    const wanted = read ?? structure(service, "GetContextKeysForPolicyResponse");
    if (Object.keys(answer).length === 0) empty.push(operation);
    else found.push(...strangers(answer, wanted, operation));
  }
  expect(found).toEqual([]);
  expect(empty).toEqual(["PutRolePolicy", "AttachRolePolicy", "AttachUserPolicy", "PutUserPolicy"]);
});
