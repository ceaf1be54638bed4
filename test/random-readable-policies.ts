/** Random policies of the kinds that sentences of controlled English can say, over the tools of a bank. */
import type { AuthoringTool } from "@toolgate/policy";
import type { Choices } from "./random-typed-policies.ts";

export const readableGateway = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/bank";

const transfer = {
  type: "object",
  properties: {
    amount: { type: "integer" },
    fee: { type: "integer" },
    price: { type: "number" },
    region: { type: "string" },
    note: { type: "string" },
    customer: { type: "string" },
    urgent: { type: "boolean" },
    labels: { type: "array", items: { type: "string" } },
  },
  required: ["amount", "price", "region", "customer", "urgent", "labels"],
};

export const readableTools: readonly AuthoringTool[] = [
  { action: "Bank___transfer_money", inputSchema: transfer },
  { action: "Bank___reverse_payment", inputSchema: transfer },
  { action: "Desk___list_accounts", inputSchema: { type: "object", properties: {} } },
];

const claim = (name: string, test: string) =>
  `principal.hasTag("${name}") && ${test.replaceAll("$", `principal.getTag("${name}")`)}`;
const note = (test: string) => `context.input has note && ${test.replaceAll("$", "context.input.note")}`;
const fee = (test: string) => `context.input has fee && ${test.replaceAll("$", "context.input.fee")}`;

/** A condition on the caller. */
function claimTest(choices: Choices): string {
  const name = choices.of(["department", "tier", "username", "region"]);
  const value = choices.of(["finance", "gold", "ann-1", "a.b@example.com"]);
  const other = choices.of(["legal", "silver", "bob-2"]);
  const scope = choices.of(["payment:process", "admin:write"]);
  const role = choices.of(["clerk", "manager"]);
  return choices.of([
    claim(name, `$ == "${value}"`),
    claim(name, `($ == "${value}" || $ == "${other}")`),
    claim(name, `["${value}", "${other}"].contains($)`),
    claim(name, `$ like "${value}*"`),
    claim(name, `$ like "*${value}"`),
    claim(name, `$ like "*${value}*"`),
    claim(
      "scope",
      `($ == "${scope}" || $ like "${scope} *" || $ like "* ${scope}" || $ like "* ${scope} *")`,
    ),
    claim("role", `($ == "${role}" || $ like "[*\\"${role}\\"*]")`),
  ]);
}

/** A condition on the arguments of both of the bank's tools. */
function argumentTest(choices: Choices): string {
  const number = choices.of(["0", "1", "499", "500", "10000", "2500000"]);
  const order = choices.of(["<", "<=", ">", ">="]);
  const region = choices.of(["EU", "US"]);
  const word = choices.of(["urgent", "gift"]);
  const method = choices.of(["lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual"]);
  return choices.of([
    `context.input.amount ${order} ${number}`,
    `context.input.amount ${order} ${number}`,
    `${number} ${order} context.input.amount`,
    `context.input.amount == ${number}`,
    `!(context.input.amount < ${number})`,
    fee(`$ ${order} ${number}`),
    `context.input.price.${method}(decimal("${choices.of(["0.5", "19.99", "500.0"])}"))`,
    `context.input.region == "${region}"`,
    `context.input.region != "${region}"`,
    `["US", "CA", "UK"].contains(context.input.region)`,
    `(context.input.region == "US" || context.input.region == "CA")`,
    `context.input.region like "${region}*"`,
    "context.input has note",
    "!(context.input has note)",
    note(`$ like "*${word}*"`),
    note(`$ like "*${word}"`),
    note(`$ == "${word}"`),
    choices.of(["context.input.urgent", "!context.input.urgent"]),
    `context.input.labels.contains("${word}")`,
    claim("username", "$ == context.input.customer"),
  ]);
}

function timeTest(choices: Choices): string {
  return choices.of([
    'context.system.now >= datetime("2026-01-01T00:00:00Z")',
    'context.system.now < datetime("2026-07-01T00:00:00Z")',
    'context.system.now.toTime() >= duration("9h")',
    'context.system.now.toTime() < duration("17h30m")',
    'context.system.now.toTime() <= duration("17h")',
  ]);
}

function condition(choices: Choices, depth: number): string {
  if (depth > 0 && choices.oneIn(3)) {
    const parts = Array.from({ length: 2 + choices.below(2) }, () => condition(choices, depth - 1));
    return `(${parts.map((part) => `(${part})`).join(choices.of([" && ", " || "]))})`;
  }
  return choices.oneIn(8) ? timeTest(choices) : choices.oneIn(4) ? claimTest(choices) : argumentTest(choices);
}

/** One statement. */
export function readablePolicy(choices: Choices): string {
  const effect = choices.of(["permit", "forbid"]);
  const principal = choices.of(["principal", "principal is AgentCore::OAuthUser"]);
  const action = choices.of([
    'action == AgentCore::Action::"Bank___transfer_money"',
    'action == AgentCore::Action::"Bank___transfer_money"',
    'action in [AgentCore::Action::"Bank___transfer_money", AgentCore::Action::"Bank___reverse_payment"]',
    'action in AgentCore::Action::"Bank"',
  ]);
  const when = [
    ...(choices.oneIn(2) ? [claimTest(choices)] : []),
    ...Array.from({ length: choices.below(3) }, () => condition(choices, 2)),
  ];
  const unless = choices.oneIn(4) ? ` unless { ${condition(choices, 1)} }` : "";
  const body = when.length === 0 ? "" : ` when { ${when.join(" && ")} }`;
  return `${effect}(${principal}, ${action}, resource == AgentCore::Gateway::"${readableGateway}")${body}${unless};`;
}
