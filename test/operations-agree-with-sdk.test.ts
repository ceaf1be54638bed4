import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as sdk from "@aws-sdk/client-bedrock-agentcore-control";
import { type OperationName, operations } from "@toolgate/api";
import { describe, expect, it } from "vitest";
import { verifies } from "./verifies.ts";

const names = Object.keys(operations) as OperationName[];
const built = names.filter((name) => operations[name].built);

const exported = sdk as unknown as Readonly<Record<string, unknown>>;

/** The request that the SDK sends for an input. */
async function sent(name: OperationName, input: object): Promise<{ method: string; path: string }> {
  let seen: { method: string; path: string } | undefined;
  const client = new sdk.BedrockAgentCoreControlClient({
    region: "us-west-2",
    endpoint: "http://127.0.0.1:1",
    credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
    maxAttempts: 1,
    requestHandler: {
      handle: (request: { method: string; path: string }) => {
        seen = { method: request.method, path: request.path };
        return Promise.reject(new Error("seen"));
      },
    },
  });
  const Command = exported[`${name}Command`] as new (input: object) => sdk.GetGatewayCommand;
  await client.send(new Command(input)).catch(() => undefined);
  if (seen === undefined) throw new Error(`the SDK sent nothing for ${name}`);
  return seen;
}

/** AWS's schemas as the SDK holds them: arrays whose first element says which kind they are. */
type SdkSchema = readonly unknown[];
const isSchema = (value: unknown, kind: number): value is SdkSchema =>
  Array.isArray(value) && value[0] === kind;

/** A reference is a schema, a function that gives one, a number for a simple type, or any of them with traits. */
function resolved(reference: unknown): unknown {
  const value = typeof reference === "function" ? (reference as () => unknown)() : reference;
  if (Array.isArray(value) && value.length === 2) return resolved(value[0]);
  return value;
}

interface Members {
  readonly [name: string]: { readonly required: boolean; readonly schema: unknown };
}

function sdkMembers(schema: SdkSchema): Members {
  const [, , , , memberNames, references, required = 0] = schema as [
    number,
    string,
    string,
    unknown,
    string[],
    unknown[],
    number?,
  ];
  return Object.fromEntries(
    memberNames.map((name, at) => [name, { required: at < required, schema: references[at] }]),
  );
}

/** The definition that zod keeps of a schema, as far as the comparison needs it. */
interface OwnSchema {
  readonly def: {
    readonly type: string;
    readonly innerType?: OwnSchema;
    readonly out?: OwnSchema;
    readonly getter?: () => OwnSchema;
    readonly element?: OwnSchema;
    readonly valueType?: OwnSchema;
    readonly shape?: Readonly<Record<string, OwnSchema>>;
  };
}

function unwrapped(schema: OwnSchema): OwnSchema {
  const inner = schema.def.innerType ?? schema.def.out ?? schema.def.getter?.();
  return inner === undefined ? schema : unwrapped(inner);
}

/** Members far down, to see that the comparison gets there. */
const deepest: { readonly [Name in OperationName]?: readonly string[] } = {
  CreatePolicy: ["definition.cedar.statement", "definition.policy.statement"],
  CreateGateway: [
    "authorizerConfiguration.customJWTAuthorizer.customClaims[].authorizingClaimMatchValue.claimMatchValue.matchValueString",
    "protocolConfiguration.mcp.disableMcpListToolsPagination",
  ],
  CreateGatewayTarget: [
    "targetConfiguration.mcp.lambda.toolSchema.inlinePayload[].inputSchema.properties",
    "credentialProviderConfigurations[].credentialProviderType",
  ],
  UntagResource: ["tagKeys"],
};

/** In AWS's model since a later version than the SDK's. */
const newer: ReadonlySet<string> = new Set(["certificateConfigurations"]);

function compare(
  own: OwnSchema,
  reference: unknown,
  path: string,
  seen: Set<unknown>,
  compared: string[],
): void {
  const theirs = resolved(reference);
  const ours = unwrapped(own);
  const isUnion = isSchema(theirs, 4);
  if ((isSchema(theirs, 3) || isUnion) && ours.def.shape !== undefined) {
    if (seen.has(theirs)) return;
    seen.add(theirs);
    const members = sdkMembers(theirs);
    const { shape } = ours.def;
    expect
      .soft(
        Object.keys(shape)
          .filter((name) => !newer.has(name))
          .sort(),
        path,
      )
      .toEqual(Object.keys(members).sort());
    for (const [name, member] of Object.entries(members)) {
      const mine = shape[name];
      if (mine === undefined) continue;
      const required = mine.def.type !== "optional";
      expect.soft({ member: `${path}.${name}`, required }).toEqual({
        member: `${path}.${name}`,
        required: member.required,
      });
      compared.push(`${path}.${name}`);
      compare(mine, member.schema, `${path}.${name}`, seen, compared);
    }
  } else if (isSchema(theirs, 1) && ours.def.element !== undefined) {
    compare(ours.def.element, theirs[4], `${path}[]`, seen, compared);
  } else if (isSchema(theirs, 2) && ours.def.valueType !== undefined) {
    compare(ours.def.valueType, theirs[5], `${path}{}`, seen, compared);
  }
}

describe("the table of operations and the AWS SDK", () => {
  it.each(names)(
    verifies("wire.operations.sdk", "%s is sent to the method and URI of its row"),
    async (name) => {
      const { method, uri } = operations[name];
      const labels = [...uri.matchAll(/\{(\w+)\}/g)].map(([, label]) => label ?? "");
      const input = Object.fromEntries(labels.map((label) => [label, `arn:aws:x/${label} 1`]));
      const path = uri.replaceAll(/\{(\w+)\}/g, (_, label) => encodeURIComponent(`arn:aws:x/${label} 1`));
      expect(await sent(name, input)).toEqual({ method, path });
    },
  );

  it.each(names)("%s answers with the status of AWS's model", (name) => {
    const [, , , traits] = exported[`${name}$`] as [
      number,
      string,
      string,
      { http: [string, string, number] },
    ];
    expect(traits.http).toEqual([operations[name].method, operations[name].uri, operations[name].status]);
  });

  it.each(built)("%s has the members of AWS's model, the same ones required, at every depth", (name) => {
    const row = operations[name];
    if (!row.built) throw new Error(`${name} is not built`);
    const compared: string[] = [];
    compare(row.input as unknown as OwnSchema, exported[`${name}Request$`], name, new Set(), compared);
    for (const member of deepest[name] ?? []) expect.soft(compared).toContain(`${name}.${member}`);
    expect(compared).not.toEqual([]);
  });

  it.each(built)("%s may fail with the exceptions of AWS's model", (name) => {
    const row = operations[name];
    if (!row.built) throw new Error(`${name} is not built`);
    const require = createRequire(import.meta.url);
    const entry = require.resolve("@aws-sdk/client-bedrock-agentcore-control");
    const types = entry.replace(/dist-cjs.*$/, `dist-types/commands/${name}Command.d.ts`);
    const thrown = [...readFileSync(types, "utf8").matchAll(/@throws \{@link (\w+Exception)\}/g)].map(
      ([, exception]) => exception,
    );
    const everywhere = [
      "AccessDeniedException",
      "InternalServerException",
      "ThrottlingException",
      "ValidationException",
    ];
    expect([...everywhere, ...row.errors].sort()).toEqual(
      thrown.filter((exception) => exception !== "BedrockAgentCoreControlServiceException").sort(),
    );
  });

  it("an operation is safe to repeat where the SDK fills in a clientToken", () => {
    const idempotent = built.filter((name) => {
      const row = operations[name];
      return row.built && row.idempotent;
    });
    expect(idempotent).toEqual([
      "CreatePolicyEngine",
      "CreatePolicy",
      "CreateGateway",
      "CreateGatewayTarget",
      "StartPolicyGeneration",
    ]);
  });
});
