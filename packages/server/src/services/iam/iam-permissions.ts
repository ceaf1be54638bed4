/** What IAM's operations are done to. Source: AWS service authorization reference, IAM. */
import { z } from "zod";
import type { Permission } from "../../control/authorize.ts";
import type { Caller } from "../../model.ts";
import type { StoreView } from "../../store-port.ts";
import { keyOf } from "./iam-kept.ts";

type Input = Readonly<Record<string, unknown>>;
type Context = Record<string, string | readonly string[]>;

const tagged = z.object({ tags: z.array(z.object({ Key: z.string(), Value: z.string() })) });
const tags = z.array(z.object({ Key: z.string(), Value: z.string() })).catch([]);

/** The user, role or policy that the input names, with its tags and the policy that is attached as condition keys. */
export async function iamPermissions(
  operation: string,
  input: Input,
  caller: Caller,
  view: StoreView,
): Promise<readonly Permission[]> {
  const action = `iam:${operation}`;
  const text = (member: string): string | undefined => {
    const value = Object.hasOwn(input, member) ? input[member] : undefined;
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const arnOf = (kind: string, name: string) =>
    `arn:aws:iam::${caller.place.accountId}:${kind}${text("Path") ?? "/"}${name}`;
  const policy = text("PolicyArn");
  const asked: Context = {
    ...requestTags(input),
    ...(policy === undefined ? {} : { "iam:PolicyARN": policy }),
  };

  for (const [member, kind] of [
    ["RoleName", "role"],
    ["UserName", "user"],
  ] as const) {
    const name = text(member);
    if (name === undefined) continue;
    const stored = await view.documents.get(kind, keyOf(name));
    const context = { ...asked, ...resourceTags(stored?.body) };
    const renamed = text("NewUserName");
    return [stored?.arn ?? arnOf(kind, name), ...(renamed === undefined ? [] : [arnOf("user", renamed)])].map(
      (arn) => ({ action, resources: [arn], context }),
    );
  }
  const made = text("PolicyName");
  const named = policy ?? text("PolicySourceArn") ?? (made === undefined ? undefined : arnOf("policy", made));
  if (named !== undefined) return [{ action, resources: [named], context: asked }];
  // Without a name these are of the caller's own user.
  const own = /^(?:GetUser|(?:Create|List|Delete|Update)AccessKeys?)$/.test(operation);
  return [{ action, resources: [own ? (caller.principal?.arn ?? "*") : "*"], context: asked }];
}

function requestTags({ Tags, TagKeys }: Input): Context {
  const set = tags.parse(Tags);
  const names = [...set.map(({ Key }) => Key), ...(Array.isArray(TagKeys) ? TagKeys.map(String) : [])];
  const keyed = set.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value] as const);
  return { ...Object.fromEntries(keyed), ...(names.length === 0 ? {} : { "aws:TagKeys": names }) };
}

function resourceTags(body: unknown): Context {
  const read = tagged.safeParse(body);
  if (!read.success) return {};
  return Object.fromEntries(
    read.data.tags.flatMap(({ Key, Value }) => [
      [`aws:ResourceTag/${Key}`, Value] as const,
      [`iam:ResourceTag/${Key}`, Value] as const,
    ]),
  );
}
