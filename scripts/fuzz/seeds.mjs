/** Good requests, which the fuzzer makes bad ones of. `<…>` are put in when a request is sent. */

const meta =
  '"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/clientInfo":{"name":"f","version":"1"}}';
const call = (amount, more = "") =>
  `{"name":"Pay___send","arguments":{"amount":${amount},"note":"n","tags":["a"]}${more}}`;
const rpc = (method, params, id = 1) =>
  `{"jsonrpc":"2.0","id":${id},"method":"${method}"${params === undefined ? "" : `,"params":${params}`}}`;
const version = (name) => `MCP-Protocol-Version: ${name}`;

const mcp = (body, ...headers) => ({
  method: "POST",
  path: "/gateways/<gateway>/mcp",
  headers: [
    "Host: localhost",
    "Connection: close",
    "Authorization: Bearer <token>",
    "Content-Type: application/json",
    ...headers,
  ],
  body,
});

export const mcpSeeds = [
  mcp(
    rpc(
      "initialize",
      '{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"f","version":"1"}}',
    ),
  ),
  mcp(rpc("ping"), version("2025-11-25")),
  mcp(rpc("tools/list", "{}")),
  mcp(rpc("tools/list", '{"cursor":"<cursor>"}'), version("2025-06-18")),
  mcp(rpc("tools/call", call(1))),
  mcp(
    rpc("tools/call", call(1, ',"_meta":{"a":1}')),
    version("2025-11-25"),
    "Accept: application/json, text/event-stream",
  ),
  mcp(rpc("tools/call", call(1000))),
  mcp(
    `[${rpc("ping")},${rpc("tools/call", call(1), 2)},${rpc("tools/call", call(1000), 3)},${rpc("tools/list", "{}", '"x"')}]`,
  ),
  mcp('{"jsonrpc":"2.0","method":"notifications/initialized"}'),
  mcp('{"jsonrpc":"2.0","id":1,"result":{}}'),
  mcp(rpc("server/discover", `{${meta}}`), version("2026-07-28"), "Mcp-Method: server/discover"),
  mcp(rpc("tools/list", `{${meta}}`), version("2026-07-28"), "Mcp-Method: tools/list"),
  mcp(
    rpc("tools/call", call(1, `,${meta}`)),
    version("2026-07-28"),
    "Mcp-Method: tools/call",
    "Mcp-Name: Pay___send",
  ),
  mcp(
    rpc("tools/call", call(1000, `,${meta}`)),
    version("2026-07-28"),
    "Mcp-Method: tools/call",
    "Mcp-Name: Pay___send",
  ),
  { ...mcp(undefined), method: "GET", path: "/.well-known/oauth-protected-resource/gateways/<gateway>/mcp" },
  { ...mcp(undefined), method: "GET", path: "/gateways/<gateway>/.well-known/oauth-protected-resource" },
  { ...mcp(undefined), method: "GET", path: "/healthz" },
];

const control = (method, path, body) => ({
  method,
  path,
  headers: [
    "Host: localhost",
    "Connection: close",
    "Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260101/us-west-2/bedrock-agentcore/aws4_request, SignedHeaders=host, Signature=0",
    ...(body === undefined ? [] : ["Content-Type: application/json"]),
  ],
  body: body === undefined ? undefined : JSON.stringify(body),
});
const jwt = {
  customJWTAuthorizer: {
    discoveryUrl: "<issuer>/.well-known/openid-configuration",
    allowedAudience: ["a"],
    allowedScopes: ["s"],
    customClaims: [
      {
        inboundTokenClaimName: "a",
        inboundTokenClaimValueType: "STRING",
        authorizingClaimMatchValue: {
          claimMatchOperator: "EQUALS",
          claimMatchValue: { matchValueString: "x" },
        },
      },
    ],
  },
};
const roleArn = "arn:aws:iam::123456789012:role/r";
const gateway = {
  name: "fuzzed",
  roleArn,
  authorizerType: "CUSTOM_JWT",
  authorizerConfiguration: jwt,
  protocolType: "MCP",
  protocolConfiguration: { mcp: { supportedVersions: ["2025-06-18"], instructions: "i" } },
  exceptionLevel: "DEBUG",
  description: "d",
};
const target = {
  name: "Fuzzed",
  targetConfiguration: {
    mcp: {
      lambda: {
        lambdaArn: "<lambda>",
        toolSchema: {
          inlinePayload: [
            {
              name: "t",
              description: "d",
              inputSchema: {
                type: "object",
                properties: { a: { type: "array", items: { type: "number" } } },
                required: ["a"],
              },
            },
          ],
        },
      },
    },
  },
  credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
};
const policy = (statement) => ({
  name: "fuzzed",
  definition: { cedar: { statement } },
  validationMode: "IGNORE_ALL_FINDINGS",
  enforcementMode: "ACTIVE",
  description: "d",
});
const other = 'AgentCore::Gateway::"arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/<other>"';
const engineTags = "/tags/arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine%2F<otherEngine>";

export const controlSeeds = [
  control("POST", "/policy-engines", {
    name: "fuzzed",
    description: "d",
    clientToken: "<uuid>",
    tags: { a: "b" },
  }),
  control("GET", "/policy-engines?maxResults=10"),
  control("GET", "/policy-engines/<otherEngine>"),
  control("PATCH", "/policy-engines/<otherEngine>", { description: { optionalValue: "d" } }),
  control(
    "POST",
    "/policy-engines/<otherEngine>/policies",
    policy(
      `permit(principal, action == AgentCore::Action::"Fuzz___t", resource == ${other}) when { context.input.a < 5 && principal.hasTag("x") };`,
    ),
  ),
  control(
    "POST",
    "/policy-engines/<otherEngine>/policies",
    policy(
      'forbid(principal is AgentCore::OAuthUser, action, resource) unless { context.input has note && context.input.note like "*x*" };',
    ),
  ),
  control("GET", "/policy-engines/<otherEngine>/policies?maxResults=5"),
  control("PATCH", "/policy-engines/<otherEngine>/policies/nothing-0123456789", {
    enforcementMode: "LOG_ONLY",
  }),
  control("GET", "/policy-engine-summaries?maxResults=1"),
  control("POST", "/gateways/", gateway),
  control("GET", "/gateways/?maxResults=10"),
  control("GET", "/gateways/<other>/"),
  control("PUT", "/gateways/<other>/", { ...gateway, name: "other" }),
  control("POST", "/gateways/<other>/targets/", target),
  control("GET", "/gateways/<other>/targets/?maxResults=2"),
  control("PUT", "/gateways/<other>/targets/<otherTarget>/", { ...target, name: "Fuzz" }),
  control("PUT", "/gateways/<other>/synchronizeTargets", { targetIdList: ["<otherTarget>"] }),
  control("GET", engineTags),
  control("POST", engineTags, { tags: { a: "b" } }),
  control("DELETE", `${engineTags}?tagKeys=a&tagKeys=b`),
  control("POST", "/identities/CreateWorkloadIdentity", {
    name: "fuzzed",
    allowedResourceOauth2ReturnUrls: ["https://a.example/"],
  }),
  control("POST", "/identities/GetWorkloadIdentity", { name: "fuzzed" }),
  control("POST", "/identities/ListWorkloadIdentities", { maxResults: 5 }),
  control("POST", "/identities/UpdateWorkloadIdentity", { name: "fuzzed" }),
  control("GET", "/toolgate/v1/status"),
  control("GET", "/toolgate/v1/decisions?limit=3&decision=DENY"),
  control("GET", "/toolgate/v1/changes?limit=3"),
  control("GET", "/readyz"),
];
