/** What an operation of a service around the gateway is done to, as its policies name it. Source: AWS service authorization reference. */
import type { Permission } from "../control/authorize.ts";
import type { Caller } from "../model.ts";
import type { StoreView } from "../store-port.ts";

type Resources = Permission["resources"];
type Input = Readonly<Record<string, unknown>>;

/** The permission that the operation needs; `*` is the resource of those that have none. */
export async function servicePermission(
  service: string,
  operation: string,
  input: Input,
  caller: Caller,
  view: StoreView,
): Promise<Permission> {
  const action = `${service}:${operation}`;
  const resources = await resourcesOf(service, operation, input, caller, view);
  return { action, resources };
}

async function resourcesOf(
  service: string,
  operation: string,
  input: Input,
  { place, principal }: Caller,
  view: StoreView,
): Promise<Resources> {
  const { accountId, region } = place;
  switch (service) {
    case "iam": {
      for (const { member, kind } of iamNames) {
        const name = textOf(input, member);
        if (name !== undefined) return [await iamArn(kind, name, input, accountId, view)];
      }
      const named =
        textOf(input, "PolicyArn") ?? textOf(input, "PolicySourceArn") ?? textOf(input, "RoleArn");
      if (named !== undefined) return [named];
      // without a name these are of the caller's own user
      const own = /^(?:GetUser|(?:Create|List|Delete|Update)AccessKeys?)$/.test(operation);
      return [own ? (principal?.arn ?? "*") : "*"];
    }
    case "sts":
      return [textOf(input, "RoleArn") ?? "*"];
    case "cognito-idp": {
      const pool = textOf(input, "UserPoolId");
      return [pool === undefined ? "*" : `arn:aws:cognito-idp:${region}:${accountId}:userpool/${pool}`];
    }
    case "logs": {
      const group = textOf(input, "logGroupName");
      const named = textOf(input, "logGroupIdentifier");
      if (group === undefined && named === undefined) return ["*"];
      const arn = named?.startsWith("arn:")
        ? named.replace(/:\*$/, "")
        : `arn:aws:logs:${region}:${accountId}:log-group:${group ?? named}`;
      return [arn, `${arn}:*`];
    }
    case "lambda": {
      const name = textOf(input, "FunctionName");
      if (name === undefined) return [operation === "ListFunctions" ? "*" : functionArn("*")];
      return [name.startsWith("arn:") ? name : functionArn(name.replace(/^\d{12}:(?:function:)?/, ""))];
    }
    default:
      return ["*"];
  }
  function functionArn(name: string): string {
    return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  }
}

const iamNames = [
  { member: "RoleName", kind: "role" },
  { member: "UserName", kind: "user" },
] as const;

/** A path is part of the ARN: that of what exists is looked up, that of what is made stands in the input. */
async function iamArn(
  kind: "role" | "user",
  name: string,
  input: Input,
  accountId: string,
  view: StoreView,
): Promise<string> {
  const stored = await view.documents.get(kind, name);
  const path = textOf(input, "Path") ?? "/";
  return stored?.arn ?? `arn:aws:iam::${accountId}:${kind}${path}${name}`;
}

function textOf(input: Input, member: string): string | undefined {
  const value = Object.hasOwn(input, member) ? input[member] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}
