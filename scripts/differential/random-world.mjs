/** A world: a few tools, the policies about them, and the calls that are asked about. */
import {
  actionEntity,
  anonymousPrincipal,
  callContext,
  DatetimeValue,
  gatewayEntity,
  parseJson,
  principalEntity,
  principalFromClaims,
  toolArguments,
} from "@toolgate/policy";
import { anyText, claims, gateway, people, targets } from "./pools.mjs";
import { ExpressionWriter } from "./random-expression.mjs";
import { pathsOf, randomArguments, randomShape, schemaOf } from "./random-shape.mjs";

const times = [
  Date.UTC(2026, 0, 1),
  Date.UTC(2026, 5, 30, 23, 59, 59),
  Date.UTC(2026, 6, 1, 9, 0, 0, 250),
  -43_199_500,
];

/** Tools with their policies as text by id; `call` makes a request. */
export function randomWorld(random) {
  // Often alike, so that a policy about all of a target is not only one that fails on most
  const alike = random.chance(0.6) ? randomShape(random) : undefined;
  const tools = targets.flatMap((target) =>
    ["a", "b"].map((name) => randomTool(alike ?? randomShape(random), `${target}___${name}`)),
  );
  const resource = gatewayEntity(gateway);
  const policies = Object.fromEntries(
    Array.from({ length: 5 + random.below(6) }, (_, index) => [`p${index}`, randomPolicy(random, tools)]),
  );
  return {
    policies,
    /** One call of one tool, or the reason why no policy is asked about it. */
    call() {
      const tool = random.pick(tools);
      const principal = randomPrincipal(random);
      if (principal === undefined) return { refused: "token" };
      const text = randomArguments(random, tool.shape);
      const parsed = parseJson(text);
      if (!parsed.ok) throw new Error(`The fuzzer wrote arguments that are no JSON: ${text}`);
      const read = toolArguments(tool.schema, parsed.value);
      if (!read.ok) return { refused: "arguments" };
      const context = callContext(read.input, new DatetimeValue(random.pick(times)));
      const request = { principal, action: tool.entity, resource, context };
      return { request, schema: tool.schema, given: parsed.value };
    },
  };
}

function randomTool(shape, action) {
  return { action, shape, schema: schemaOf(shape), paths: pathsOf(shape), entity: actionEntity(action) };
}

const conditionCounts = [0, 1, 1, 1, 1, 2, 2, 3];

function randomPolicy(random, tools) {
  const about = random.pick(tools);
  const writer = new ExpressionWriter(random, about.paths);
  const effect = random.chance(0.6) ? "permit" : "forbid";
  const scope = [principalScope(random), actionScope(random, about.action), resourceScope(random)].join(", ");
  const conditions = Array.from({ length: random.pick(conditionCounts) }, () => {
    const kind = random.chance(0.7) ? "when" : "unless";
    return ` ${kind} { ${writer.condition(random.below(3))} }`;
  });
  return `${effect}(${scope})${conditions.join("")};`;
}

function principalScope(random) {
  const one = () => `AgentCore::OAuthUser::"${random.pick(people)}"`;
  const choices = [
    () => "principal",
    () => "principal",
    () => "principal",
    () => "principal",
    () => "principal is AgentCore::OAuthUser",
    () => "principal is AgentCore::OAuthUser",
    () => "principal is AgentCore::OAuthUser",
    () => "principal is AgentCore::IamEntity",
    () => `principal == ${one()}`,
    () => `principal in ${one()}`,
    () => `principal is AgentCore::OAuthUser in ${one()}`,
  ];
  return random.pick(choices)();
}

function actionScope(random, action) {
  const named = (id) => `AgentCore::Action::"${id}"`;
  const other = () => named(`${random.pick(targets)}___${random.pick(["a", "b"])}`);
  const target = action.split("___")[0];
  const choices = [
    () => "action",
    () => `action == ${named(action)}`,
    () => `action == ${named(action)}`,
    () => `action in ${named(action)}`,
    () => `action in ${named(target)}`,
    () => `action in ${named(target)}`,
    () => `action in ${named("CallTool")}`,
    () => `action in ${named("Mcp")}`,
    () => `action in [${named(action)}, ${other()}]`,
    () => `action in [${named(action)}, ${named(random.pick(["U", "CallTool", "nothing"]))}]`,
    () => (random.chance(0.3) ? "action in []" : `action == ${named(target)}`),
  ];
  return random.pick(choices)();
}

function resourceScope(random) {
  const own = `AgentCore::Gateway::"${gateway}"`;
  const other = 'AgentCore::Gateway::"other"';
  const fitting = ["", `== ${own}`, `in ${own}`, "is AgentCore::Gateway", `is AgentCore::Gateway in ${own}`];
  const others = [
    `== ${other}`,
    `in ${other}`,
    "is AgentCore::OAuthUser",
    `is AgentCore::Gateway in ${other}`,
  ];
  return `resource ${random.pick(random.chance(0.92) ? fitting : others)}`;
}

function randomPrincipal(random) {
  if (random.chance(0.04)) return principalEntity(anonymousPrincipal);
  if (random.chance(0.06))
    return principalEntity({ type: "AgentCore::IamEntity", id: "arn:aws:sts::1:assumed-role/R", tags: {} });
  const token = random.chance(0.98) ? { sub: random.pick(people) } : {};
  for (const claim of claims) if (random.chance(0.6)) token[claim] = randomClaim(random);
  const read = principalFromClaims(token);
  return read.ok ? principalEntity(read.principal) : undefined;
}

function randomClaim(random) {
  const choices = [
    () => random.pick(anyText),
    () => random.pick(["admin", "a", "x*y"]),
    () => [random.pick(anyText), "admin"],
    () => random.pick([0, 1, 1.5, 1e21, true, null]),
    () => ({ team: { name: random.pick(anyText) }, list: [1, null] }),
  ];
  return random.pick(choices)();
}
