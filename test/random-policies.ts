/** Policies of every kind that a tool list has to see through: claims, arguments, time, and what can fail. */
import fc from "fast-check";
import type { ToolSpec } from "./running-toolgate.ts";

const clauses = [
  'principal.hasTag("role") && principal.getTag("role") == "admin"',
  'principal.hasTag("role") && principal.getTag("role") like "a*"',
  'principal.hasTag("team") && principal.hasTag("role") && principal.getTag("team") == principal.getTag("role")',
  'principal.id == "ann"',
  "context.input.amount < 10",
  "context.input.amount >= 10 && context.input.amount < 5",
  "context.input has note",
  'context.input has note && context.input.note == "x"',
  'principal.hasTag("team") || context.input.amount == 7',
  "context.input.amount + 9223372036854775807 > 0",
  'context.system.now < datetime("2020-01-01")',
  'context.system.now >= datetime("2020-01-01")',
  'if principal.hasTag("team") then context.input.amount > 3 else principal.id == "bob"',
  "true",
  "false",
];

/** A statement on some of the actions; GATEWAY stands for the gateway. */
export const randomPolicy = (actions: readonly string[]) =>
  fc
    .record({
      effect: fc.constantFrom("permit", "permit", "forbid"),
      principal: fc.constantFrom(
        "principal",
        "principal is AgentCore::OAuthUser",
        'principal == AgentCore::OAuthUser::"ann"',
      ),
      actions: fc.subarray([...actions], { minLength: 1 }),
      conditions: fc.array(
        fc.record({ kind: fc.constantFrom("when", "unless"), clause: fc.constantFrom(...clauses) }),
        { maxLength: 2 },
      ),
      logOnly: fc.constantFrom(false, false, false, true),
    })
    .map(({ effect, principal, actions: named, conditions, logOnly }) => {
      const action = `action in [${named.map((name) => `AgentCore::Action::"${name}"`).join(", ")}]`;
      const tail = conditions.map((one) => ` ${one.kind} { ${one.clause} }`).join("");
      return { logOnly, statement: `${effect}(${principal}, ${action}, resource == GATEWAY)${tail};` };
    });

/** Claims of callers, and arguments of calls, that these policies tell apart. */
export const callers = [{ sub: "ann" }, { sub: "bob", role: "admin" }, { sub: "eve", role: "a", team: "a" }];
export const calls = [{ amount: 7 }, { amount: 12, note: "x" }, { amount: 0, note: "y" }, { amount: -3 }];

/** The schema that the clauses are written for. */
export const inputSchema: ToolSpec["inputSchema"] = {
  type: "object",
  properties: { amount: { type: "integer" }, note: { type: "string" } },
  required: ["amount"],
};
