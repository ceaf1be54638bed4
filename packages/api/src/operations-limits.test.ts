import { describe, expect, it } from "vitest";
import { verifies } from "../../../test/verifies.ts";
import { validate } from "./constraints/validate.ts";
import { ValidationException } from "./exceptions.ts";
import { type BuiltOperation, operations } from "./operations.ts";

type Path = readonly (string | number)[];

const engineArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/refunds-0123456789";
const lambdaArn = "arn:aws:lambda:us-west-2:123456789012:function:refund";
const statement = "permit(principal, action, resource);";
const claim = {
  inboundTokenClaimName: "tier",
  inboundTokenClaimValueType: "STRING",
  authorizingClaimMatchValue: {
    claimMatchOperator: "EQUALS",
    claimMatchValue: { matchValueString: "gold" },
  },
};
const tool = { name: "process_refund", description: "Refunds", inputSchema: { type: "object" } };
const gateway = {
  name: "refunds",
  roleArn: "arn:aws:iam::123456789012:role/gateway",
  authorizerType: "CUSTOM_JWT",
  authorizerConfiguration: {
    customJWTAuthorizer: { discoveryUrl: "https://idp.example/.well-known/openid-configuration" },
  },
};
const target = {
  gatewayIdentifier: "refunds-0123456789",
  targetConfiguration: { mcp: { lambda: { lambdaArn, toolSchema: { inlinePayload: [tool] } } } },
};
const engineId = { policyEngineId: "refunds-0123456789" };

const valid = {
  CreatePolicyEngine: { name: "refunds" },
  UpdatePolicyEngine: { ...engineId },
  ListPolicyEngines: {},
  CreatePolicy: { ...engineId, name: "limit", definition: { cedar: { statement } } },
  UpdatePolicy: { ...engineId, policyId: "limit-0123456789" },
  ListPolicies: { ...engineId },
  CreateGateway: gateway,
  UpdateGateway: { ...gateway, gatewayIdentifier: "refunds-0123456789" },
  GetGateway: { gatewayIdentifier: "refunds-0123456789" },
  ListGateways: {},
  CreateGatewayTarget: target,
  UpdateGatewayTarget: { ...target, targetId: "ABCDEFGHIJ" },
  TagResource: { resourceArn: engineArn, tags: { team: "payments" } },
  UntagResource: { resourceArn: engineArn, tagKeys: ["team"] },
  CreateWorkloadIdentity: { name: "refunds" },
  ListWorkloadIdentities: {},
} as const satisfies { [Name in BuiltOperation]?: object };

type Sampled = keyof typeof valid;

/** The sample with the value at the path replaced. */
function replaced(input: unknown, path: Path, value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (Array.isArray(input))
    return input.map((item, at) => (at === first ? replaced(item, rest, value) : item));
  const members = (input ?? {}) as Record<string, unknown>;
  return { ...members, [first]: replaced(members[first], rest, value) };
}

function refusal(operation: BuiltOperation, input: unknown): ValidationException {
  try {
    validate(operations[operation].input, input);
  } catch (error) {
    if (error instanceof ValidationException) return error;
    throw error;
  }
  throw new Error(`${operation} accepted the input`);
}

const jwt = ["authorizerConfiguration", "customJWTAuthorizer"] as const;
const customClaim = [...jwt, "customClaims", 0] as const;
const lambda = ["targetConfiguration", "mcp", "lambda"] as const;
const tools = [...lambda, "toolSchema", "inlinePayload"] as const;

const length = (came: number, min: number, max: number) => ({
  subject: `Value with length ${came}`,
  requirement: `Member must have length between ${min} and ${max}, inclusive`,
});
const atLeastOne = {
  subject: "Value with length 0",
  requirement: "Member must have length greater than or equal to 1",
};
const pattern = (text: string) => ({
  subject: "Value",
  requirement: `Member must satisfy regular expression pattern: ${text}`,
});
const oneOf = (values: string) => ({
  subject: "Value",
  requirement: `Member must satisfy enum value set: [${values}]`,
});
const range = (max: number) => ({
  subject: "Value",
  requirement: `Member must be between 1 and ${max}, inclusive`,
});
const name = pattern("^[A-Za-z][A-Za-z0-9_]*$");
const hyphenatedName = pattern("^([0-9a-zA-Z][-]?){1,100}$");
const resourceId = pattern("^[A-Za-z][A-Za-z0-9_]*-[a-z0-9_]{10}$");
const tagCharacters = pattern("^[a-zA-Z0-9\\s._:/=+@-]*$");

type Row = readonly [
  operation: Sampled,
  path: Path,
  value: unknown,
  expected: { readonly subject: string; readonly requirement: string },
];

const rows: readonly Row[] = [
  ["CreatePolicyEngine", ["name"], "a".repeat(52), length(52, 1, 48)],
  ["CreatePolicyEngine", ["name"], "1st", name],
  ["CreatePolicyEngine", ["name"], "two-words", name],
  ["CreatePolicyEngine", ["name"], "line\n", name],
  ["CreatePolicyEngine", ["description"], "", length(0, 1, 4096)],
  ["CreatePolicyEngine", ["description"], "d".repeat(4097), length(4097, 1, 4096)],
  ["CreatePolicyEngine", ["clientToken"], "c".repeat(32), length(32, 33, 256)],
  [
    "CreatePolicyEngine",
    ["clientToken"],
    `${"c".repeat(40)}-`,
    pattern("^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,256}$"),
  ],
  ["CreatePolicyEngine", ["tags", "team"], "t".repeat(257), length(257, 0, 256)],
  ["CreatePolicyEngine", ["tags", "team"], "pay#ments", tagCharacters],
  ["UpdatePolicyEngine", ["policyEngineId"], `${"r".repeat(49)}-0123456789`, length(60, 12, 59)],
  ["UpdatePolicyEngine", ["policyEngineId"], "refunds_0123456789", resourceId],
  ["UpdatePolicyEngine", ["description", "optionalValue"], "", length(0, 1, 4096)],
  ["ListPolicyEngines", ["maxResults"], 0, range(100)],
  ["ListPolicyEngines", ["maxResults"], 101, range(100)],
  ["ListPolicyEngines", ["nextToken"], "n".repeat(2049), length(2049, 1, 2048)],
  ["ListPolicyEngines", ["nextToken"], "two words", pattern("^\\S*$")],
  ["CreatePolicy", ["name"], "n".repeat(49), length(49, 1, 48)],
  ["CreatePolicy", ["definition", "cedar", "statement"], "s".repeat(34), length(34, 35, 10000)],
  ["CreatePolicy", ["definition", "cedar", "statement"], "s".repeat(10001), length(10001, 35, 10000)],
  ["CreatePolicy", ["validationMode"], "STRICT", oneOf("FAIL_ON_ANY_FINDINGS, IGNORE_ALL_FINDINGS")],
  ["CreatePolicy", ["enforcementMode"], "ENFORCE", oneOf("ACTIVE, LOG_ONLY")],
  ["UpdatePolicy", ["policyId"], "limit-ABCDEFGHIJ", resourceId],
  ["UpdatePolicy", ["definition"], { policy: { statement: "short" } }, length(5, 35, 10000)],
  ["ListPolicies", ["targetResourceScope"], "arn:aws:short", length(13, 20, 1011)],
  ["CreateGateway", ["name"], "under_score", hyphenatedName],
  ["CreateGateway", ["name"], "n".repeat(101), hyphenatedName],
  ["CreateGateway", ["name"], "two--hyphens", hyphenatedName],
  [
    "CreateGateway",
    ["roleArn"],
    "arn:aws:iam::1:role/x",
    pattern("^arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+$"),
  ],
  ["CreateGateway", ["roleArn"], `arn:aws:iam::123456789012:role/${"r".repeat(2048)}`, length(2079, 1, 2048)],
  ["CreateGateway", ["description"], "d".repeat(201), length(201, 1, 200)],
  ["CreateGateway", ["protocolType"], "HTTP", oneOf("MCP")],
  ["CreateGateway", ["authorizerType"], "JWT", oneOf("CUSTOM_JWT, NONE, AWS_IAM, AUTHENTICATE_ONLY")],
  ["CreateGateway", ["exceptionLevel"], "TRACE", oneOf("DEBUG")],
  [
    "CreateGateway",
    ["policyEngineConfiguration"],
    { arn: engineArn, mode: "ON" },
    oneOf("LOG_ONLY, ENFORCE"),
  ],
  [
    "CreateGateway",
    ["policyEngineConfiguration"],
    { arn: "refunds-0123456789", mode: "ENFORCE" },
    pattern(
      "^arn:aws:bedrock-agentcore:[a-z0-9-]+:[0-9]{12}:policy-engine\\/[a-zA-Z][a-zA-Z0-9-_]{0,99}-[a-zA-Z0-9_]{10}$",
    ),
  ],
  [
    "CreateGateway",
    ["protocolConfiguration", "mcp", "instructions"],
    "i".repeat(2049),
    length(2049, 1, 2048),
  ],
  [
    "CreateGateway",
    ["protocolConfiguration", "mcp", "supportedVersions"],
    ["2024-11-05"],
    oneOf("2025-03-26, 2025-06-18, 2025-11-25, 2026-07-28"),
  ],
  [
    "CreateGateway",
    [...jwt, "discoveryUrl"],
    "https://idp.example/.well-known/oauth-authorization-server",
    pattern("^.+/\\.well-known/openid-configuration$"),
  ],
  ["CreateGateway", [...jwt, "allowedAudience"], [], atLeastOne],
  ["CreateGateway", [...jwt, "allowedClients"], [], atLeastOne],
  ["CreateGateway", [...jwt, "allowedScopes"], [], atLeastOne],
  ["CreateGateway", [...jwt, "allowedScopes"], ["two words"], pattern("^[\\x21\\x23-\\x5B\\x5D-\\x7E]+$")],
  ["CreateGateway", [...jwt, "allowedScopes"], ["s".repeat(256)], length(256, 1, 255)],
  ["CreateGateway", [...jwt, "customClaims"], [], atLeastOne],
  [
    "CreateGateway",
    [...jwt, "customClaims"],
    [{ ...claim, inboundTokenClaimName: "my tier" }],
    pattern("^[A-Za-z0-9_.-:]+$"),
  ],
  [
    "CreateGateway",
    [...jwt, "customClaims"],
    [{ ...claim, inboundTokenClaimValueType: "NUMBER" }],
    oneOf("STRING, STRING_ARRAY"),
  ],
  [
    "GetGateway",
    ["gatewayIdentifier"],
    "Refunds-0123456789",
    pattern("^([0-9a-z][-]?){1,100}-[0-9a-z]{10}$"),
  ],
  ["ListGateways", ["maxResults"], 1001, range(1000)],
  ["CreateGatewayTarget", ["name"], "under_score", hyphenatedName],
  ["CreateGatewayTarget", ["description"], "", length(0, 1, 200)],
  [
    "CreateGatewayTarget",
    [...lambda, "lambdaArn"],
    "arn:aws:lambda:mars:123456789012:function:refund",
    pattern(
      "^arn:(aws[a-zA-Z-]*)?:lambda:([a-z]{2}(-gov)?-[a-z]+-\\d{1}):(\\d{12}):function:([a-zA-Z0-9-_.]+)(:(\\$LATEST|[a-zA-Z0-9-]+))?$",
    ),
  ],
  ["CreateGatewayTarget", ["credentialProviderConfigurations"], [], length(0, 1, 1)],
  [
    "CreateGatewayTarget",
    [...tools, 0, "inputSchema", "type"],
    "date",
    oneOf("string, number, object, array, boolean, integer"),
  ],
  ["CreateGatewayTarget", [...tools, 0, "name"], "two words", pattern("^[a-zA-Z0-9_.-]+$")],
  ["CreateGatewayTarget", [...tools, 0, "name"], "t".repeat(257), length(257, 1, 256)],
  ["UpdateGatewayTarget", ["targetId"], "short", pattern("^[0-9a-zA-Z]{10}$")],
  [
    "TagResource",
    ["tags"],
    Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, ""])),
    length(51, 0, 50),
  ],
  [
    "TagResource",
    ["resourceArn"],
    "arn:aws:s3:::bucket/key-of-some-length",
    pattern("^arn:(?:[^:]+)?:bedrock-agentcore:[a-z0-9-]+:[0-9]{12}:([a-z-]+/[^/]+)(?:/[a-z-]+/[^/]+)*$"),
  ],
  ["UntagResource", ["tagKeys"], ["k".repeat(129)], length(129, 1, 128)],
  ["CreateWorkloadIdentity", ["name"], "id", length(2, 3, 255)],
  ["ListWorkloadIdentities", ["maxResults"], 21, range(20)],
];

describe("the limits of AWS's model", () => {
  it.each(Object.keys(valid) as Sampled[])("%s accepts its sample", (operation) => {
    expect(validate(operations[operation].input, valid[operation])).toEqual(valid[operation]);
  });

  it.each(rows.map((row, index) => ({ row, title: `${index} ${row[0]} ${row[1].join(".")}` })))(
    verifies("wire.constraints.wording", "a broken limit is told in AWS's words: $title"),
    ({ row: [operation, path, value, { subject, requirement }] }) => {
      const { message, reason, fieldList } = refusal(operation, replaced(valid[operation], path, value));
      const [field] = fieldList;
      const where = field?.name ?? "";
      expect(where.startsWith(path.join("."))).toBe(true);
      const sentence = `${subject} at '/${where.replaceAll(".", "/")}' failed to satisfy constraint: ${requirement}`;
      expect({ message, reason, fieldList }).toEqual({
        message: `1 validation error detected. ${sentence}`,
        reason: "FieldValidationFailed",
        fieldList: [{ name: where, message: sentence }],
      });
    },
  );

  it(verifies("wire.constraints.all", "every violation of a request is told at once"), () => {
    const { message, fieldList } = refusal("CreateGateway", {
      ...(replaced(gateway, [...jwt, "allowedAudience"], []) as object),
      name: "under_score",
      roleArn: undefined,
      kmsKeyArn: "arn:aws:kms:us-west-2:123456789012:key/1",
      colour: "red",
    });
    expect(message).toBe(
      [
        "5 validation errors detected. Value at '/name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([0-9a-zA-Z][-]?){1,100}$",
        "Value null at '/roleArn' failed to satisfy constraint: Member must not be null",
        "Value with length 0 at '/authorizerConfiguration/customJWTAuthorizer/allowedAudience' failed to satisfy constraint: Member must have length greater than or equal to 1",
        "'kmsKeyArn' is not acted on by Toolgate yet, so it is refused rather than ignored; leave it out.",
        "'colour' is not a member of AWS's model here, so it is refused rather than ignored; check its spelling and place.",
      ].join("; "),
    );
    expect(fieldList.map((field) => field.name)).toEqual([
      "name",
      "roleArn",
      "authorizerConfiguration.customJWTAuthorizer.allowedAudience",
      "kmsKeyArn",
      "colour",
    ]);
  });

  it("a flood of violations is counted, and only the first fifty are listed", () => {
    const flood = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`m${at}`, at]));
    const { message, fieldList } = refusal("ListGateways", flood);
    expect(message).toMatch(/^60 validation errors detected\. .*; and 10 more$/);
    expect(fieldList).toHaveLength(50);
  });

  it.each([
    [
      "CreatePolicyEngine",
      { name: 5 },
      "Value at '/name' failed to satisfy constraint: Member must be a string, but a number came",
    ],
    [
      "CreatePolicyEngine",
      { name: "a", tags: [] },
      "Value at '/tags' failed to satisfy constraint: Member must be an object, but a list came",
    ],
    [
      "UpdatePolicyEngine",
      { ...engineId, description: "bare" },
      "Value at '/description' failed to satisfy constraint: Member must be an object, but a string came",
    ],
    [
      "ListGateways",
      { maxResults: "many" },
      "Value at '/maxResults' failed to satisfy constraint: Member must be a number, but a string came",
    ],
    [
      "UntagResource",
      { resourceArn: engineArn, tagKeys: "team" },
      "Value at '/tagKeys' failed to satisfy constraint: Member must be a list, but a string came",
    ],
  ] as const)(
    verifies("wire.constraints.type", "a value of the wrong JSON type is CannotParse: %s %j"),
    (operation, input, sentence) => {
      expect(refusal(operation, input)).toMatchObject({
        message: `1 validation error detected. ${sentence}`,
        reason: "CannotParse",
      });
    },
  );

  it.each([
    [
      "CreatePolicyEngine",
      { ...valid.CreatePolicyEngine, description: null, tags: null },
      { name: "refunds" },
    ],
    ["UpdatePolicyEngine", { ...engineId, description: {} }, { ...engineId, description: {} }],
  ] as const)("%s takes a null member for an absent one", (operation, input, read) => {
    expect(validate(operations[operation].input, input)).toEqual(read);
  });

  it("the value is never repeated, because it may be a secret", () => {
    const { message } = refusal(
      "CreateGateway",
      replaced(gateway, [...customClaim.slice(0, 3)], [{ ...claim, inboundTokenClaimName: "s3cr3t value" }]),
    );
    expect(message).not.toContain("s3cr3t");
  });

  it.each([
    ["GetGateway", { gatewayIdentifier: `${"a-".repeat(700_000)}!` }],
    ["CreateGateway", { ...gateway, name: `${"a".repeat(1_400_000)}!` }],
    ["CreatePolicyEngine", { name: "refunds", clientToken: `${"a-".repeat(700_000)}!` }],
    [
      "TagResource",
      { resourceArn: `arn:aws:bedrock-agentcore:a:123456789012:${"a/".repeat(700_000)}`, tags: {} },
    ],
  ] as const)("%s refuses a hostile megabyte without matching it for long", (operation, input) => {
    expect(refusal(operation, input).fieldList).toHaveLength(1);
  });
});

describe("unions and maps", () => {
  const came = (what: string) =>
    `Value at '/definition' failed to satisfy constraint: exactly one of [cedar, policy, policyGeneration] must be set, but ${what} came`;

  it.each([
    [{}, came("none")],
    [{ cedar: { statement }, policy: { statement } }, came("cedar and policy")],
  ])(verifies("wire.constraints.union", "a union has exactly one member: %j"), (definition, sentence) => {
    const { fieldList } = refusal("CreatePolicy", { ...valid.CreatePolicy, definition });
    expect(fieldList).toEqual([{ name: "definition", message: sentence }]);
  });

  it.each([
    [
      "a#b",
      "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: ^[a-zA-Z0-9\\s._:/=+@-]*$]",
    ],
    ["", "Map keys must satisfy constraint: [Member must have length between 1 and 128, inclusive]"],
  ])("a tag key %j is refused by the rule it breaks", (key, requirement) => {
    const { fieldList } = refusal("TagResource", { resourceArn: engineArn, tags: { [key]: "v" } });
    expect(fieldList).toEqual([
      {
        name: `tags.${key}`,
        message: `Value at '/tags/${key}' failed to satisfy constraint: ${requirement}`,
      },
    ]);
  });

  it("a map key named __proto__ is refused rather than dropped", () => {
    const { fieldList } = refusal("TagResource", {
      resourceArn: engineArn,
      tags: JSON.parse('{"__proto__":"v"}'),
    });
    expect(fieldList.map((field) => field.name)).toEqual(["tags.__proto__"]);
  });
});

describe("tool definitions", () => {
  const toolAt = (index: number) => `targetConfiguration.mcp.lambda.toolSchema.inlinePayload.${index}`;
  const withTools = (list: unknown) => replaced(target, tools, list);
  const nested = (levels: number): object =>
    levels === 1 ? { type: "object" } : { type: "object", properties: { p: nested(levels - 1) } };

  it("accepts what an inline schema may hold", () => {
    const input = withTools([
      {
        ...tool,
        inputSchema: {
          type: "object",
          required: ["amount"],
          properties: {
            amount: { type: "integer", description: "cents" },
            lines: { type: "array", items: { type: "object", properties: { sku: { type: "string" } } } },
          },
        },
        outputSchema: nested(20),
      },
    ]);
    expect(validate(operations.CreateGatewayTarget.input, input)).toEqual(input);
  });

  it.each([
    [
      "a reserved property name",
      [{ ...tool, inputSchema: { type: "object", properties: { __extn: { type: "string" } } } }],
      `${toolAt(0)}.inputSchema.properties.__extn`,
      "uses the reserved name __extn",
    ],
    [
      "a prototype property name",
      [
        {
          ...tool,
          inputSchema: JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}'),
        },
      ],
      `${toolAt(0)}.inputSchema.properties.__proto__`,
      "uses a reserved name",
    ],
    [
      "a JSON Schema keyword that AWS leaves out",
      [{ ...tool, inputSchema: { type: "object", additionalProperties: false } }],
      `${toolAt(0)}.inputSchema.additionalProperties`,
      "is not a member of AWS's model here",
    ],
    [
      "arguments that are no object",
      [{ ...tool, inputSchema: { type: "string" } }],
      `${toolAt(0)}.inputSchema`,
      "must be of type object",
    ],
    [
      "too deep a schema",
      [{ ...tool, inputSchema: nested(21) }],
      `${toolAt(0)}.inputSchema`,
      "nests 21 levels deep; at most 20",
    ],
    [
      "a repeated name",
      [tool, { ...tool }],
      `${toolAt(1)}.name`,
      "repeats the tool name process_refund of position 0",
    ],
    [
      "too many tools",
      Array.from({ length: 1001 }, (_, at) => ({ ...tool, name: `t${at}` })),
      "targetConfiguration.mcp.lambda.toolSchema.inlinePayload",
      "Value with length 1001",
    ],
    [
      "too long a schema",
      [{ ...tool, description: "d".repeat(1_000_000) }],
      "targetConfiguration.mcp.lambda.toolSchema.inlinePayload",
      "at most 1000000 are accepted",
    ],
  ])(verifies("wire.tools.limits", "a target is refused for %s"), (_, list, where, words) => {
    const { fieldList } = refusal("CreateGatewayTarget", withTools(list));
    expect(fieldList).toEqual([{ name: where, message: expect.stringContaining(words) }]);
  });
});
