/** Every operation of Cognito's that is built, held to the AWS SDK's own schemas: what it takes, and what it answers. */
import * as sdk from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, expect, it } from "vitest";
import { goodPassword } from "./cognito-pools.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** A structure is [3, namespace, name, traits, member names, their schemas, how many are required]. */
type Structure = readonly [3, string, string, unknown, string[], unknown[], number?];
const library: Readonly<Record<string, unknown>> = { ...sdk };
const isStructure = (value: unknown): value is Structure => Array.isArray(value) && value[0] === 3;

function resolved(reference: unknown): unknown {
  const value = typeof reference === "function" ? (reference as () => unknown)() : reference;
  return Array.isArray(value) && value.length === 2 ? resolved(value[0]) : value;
}

function structure(name: string): Structure {
  const found = library[`${name}$`];
  if (isStructure(found)) return found;
  throw new Error(`The SDK has no ${name}`);
}

/** What an answer has that AWS's output does not, by path. */
function strangers(value: unknown, reference: unknown, path: string): string[] {
  const schema = resolved(reference);
  if (Array.isArray(value)) {
    const item = Array.isArray(schema) && schema[0] === 1 ? schema[4] : 0;
    return value.flatMap((member, at) => strangers(member, item, `${path}.${at}`));
  }
  if (typeof value !== "object" || value === null || !isStructure(schema)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = schema[4].indexOf(name);
    return at < 0 ? [`${path}.${name}`] : strangers(member, schema[5][at], `${path}.${name}`);
  });
}

let running: RunningToolgate;
beforeAll(async () => {
  running = await runToolgate();
});
afterAll(() => running.close());

interface Answer {
  readonly message?: string;
  readonly __type?: string;
  readonly UserPool?: { readonly Id: string };
  readonly UserPoolClient?: { readonly ClientId: string };
  readonly AuthenticationResult?: { readonly AccessToken: string; readonly RefreshToken: string };
}

async function call(operation: string, input: object): Promise<Answer> {
  const response = await fetch(running.toolgate.controlUrl, {
    method: "POST",
    headers: {
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIDTEST/20260101/us-west-2/cognito-idp/aws4_request, SignedHeaders=host, Signature=0",
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  return (await response.json()) as Answer;
}

/** What is built, as the refusal of an unknown operation lists it. */
async function built(): Promise<string[]> {
  const { message = "" } = await call("Nothing", {});
  return /it has (.*)\.$/.exec(message)?.[1]?.split(", ") ?? [];
}

it(
  verifies(
    "cognito.operations",
    "Every operation knows the members that the SDK sends, and which are required",
  ),
  async () => {
    const operations = await built();
    expect(operations.length).toBeGreaterThan(45);
    const [unknown, optional]: [string[], string[]] = [[], []];
    for (const operation of operations) {
      const [, , , , names, , required = 0] = structure(`${operation}Request`);
      const { message: without = "" } = await call(operation, {});
      for (const [at, name] of names.entries()) {
        // A list of lists fits no member, so that the answer speaks of it.
        const { message = "" } = await call(operation, { [name]: [[]] });
        if (message.includes("Unrecognized key")) unknown.push(`${operation}.${name}`);
        if (at < required && !without.includes(`'${name}'`)) optional.push(`${operation}.${name}`);
      }
    }
    expect([unknown, optional]).toEqual([[], []]);
  },
);

it(verifies("cognito.operations", "Every answer has only members that AWS's has"), async () => {
  const odd: string[] = [];
  const answered = new Set<string>();
  const ask = async (operation: string, input: object) => {
    const answer = await call(operation, input);
    if (answer.__type !== undefined) odd.push(`${operation}: ${answer.__type} ${answer.message}`);
    odd.push(...strangers(answer, structure(`${operation}Response`), operation));
    answered.add(operation);
    return answer;
  };
  const made = await ask("CreateUserPool", { PoolName: "all", UserPoolTags: { a: "b" } });
  const UserPoolId = made.UserPool?.Id;
  const pool = { UserPoolId };
  await ask("DescribeUserPool", pool);
  await ask("ListUserPools", { MaxResults: 5 });
  const domain = { Domain: "all-0123", UserPoolId };
  await ask("CreateUserPoolDomain", domain);
  await ask("UpdateUserPoolDomain", { ...domain, ManagedLoginVersion: 2 });
  await ask("DescribeUserPoolDomain", { Domain: "all-0123" });
  const server = { UserPoolId, Identifier: "gw", Name: "gw" };
  for (const operation of ["CreateResourceServer", "UpdateResourceServer"]) await ask(operation, server);
  await ask("DescribeResourceServer", { UserPoolId, Identifier: "gw" });
  await ask("ListResourceServers", pool);
  const ExplicitAuthFlows = [
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
  ];
  const { UserPoolClient } = await ask("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "app",
    ExplicitAuthFlows,
  });
  const ClientId = UserPoolClient?.ClientId;
  await ask("UpdateUserPoolClient", { UserPoolId, ClientId, ExplicitAuthFlows });
  await ask("DescribeUserPoolClient", { UserPoolId, ClientId });
  await ask("ListUserPoolClients", pool);
  const user = { UserPoolId, Username: "ana" };
  await ask("AdminCreateUser", { ...user, TemporaryPassword: "Temporary-1" });
  await ask("AdminGetUser", user);
  await ask("ListUsers", pool);
  const credentials = { USERNAME: "ana", PASSWORD: "Temporary-1" };
  const flow = { ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: credentials };
  await ask("InitiateAuth", flow);
  await ask("AdminSetUserPassword", { ...user, Password: goodPassword, Permanent: true });
  const signedIn = await ask("AdminInitiateAuth", {
    UserPoolId,
    ClientId,
    AuthFlow: "ADMIN_NO_SRP_AUTH",
    AuthParameters: { USERNAME: "ana", PASSWORD: goodPassword },
  });
  const { AccessToken, RefreshToken } = signedIn.AuthenticationResult ?? {};
  await ask("GetUser", { AccessToken });
  await ask("RevokeToken", { ClientId, Token: RefreshToken });
  const group = { UserPoolId, GroupName: "admins" };
  for (const operation of ["CreateGroup", "UpdateGroup", "GetGroup"]) await ask(operation, group);
  await ask("ListGroups", pool);
  expect((await call("AdminAddUserToGroup", { ...user, ...group })).__type).toBeUndefined();
  await ask("AdminListGroupsForUser", user);
  await ask("ListUsersInGroup", group);
  await ask("SignUp", { ClientId, Username: "ben", Password: goodPassword });
  expect(odd).toEqual([]);
  expect(answered.size).toBeGreaterThan(28);
});
