/** Translates one sentence of a set and decides its cases, as the set's format says. */
import {
  actionEntity,
  callContext,
  compilePolicy,
  DatetimeValue,
  decide,
  fromPlain,
  gatewayEntity,
  PolicySet,
  parsePolicy,
  principalEntity,
  toolArguments,
  translate,
  vocabularyOf,
} from "@toolgate/policy";

const anyTime = "2026-09-01T12:00:00Z";

/** The vocabulary of a set's line. */
export function vocabularyOfLine({ tools, gateway, claims }) {
  return vocabularyOf(
    tools.map(({ target, name, description, inputSchema }) => ({
      action: `${target}___${name}`,
      description,
      inputSchema: inputSchema ?? { type: "object", properties: {} },
    })),
    { gatewayArn: gateway, claims },
  );
}

/** What each fragment of the line's sentence became. */
export function translateLine(line) {
  return translate(line.nl, vocabularyOfLine(line));
}

/** The cases that the statements decide otherwise than the line expects. */
export function wrongCases(line, statements) {
  const base = line.base_permit ? ["permit(principal, action, resource is AgentCore::Gateway);"] : [];
  const set = new PolicySet(
    [...base, ...statements].map((statement, index) => {
      const parsed = parsePolicy(statement);
      if (!parsed.ok) throw new Error(`${statement} does not parse`);
      return compilePolicy(parsed.policy, `p${index}`);
    }),
  );
  return line.cases.flatMap((each) => {
    const { decision, errors } = decideCase(set, line, each);
    return decision === each.expect && errors.length === 0 ? [] : [{ ...each, decision, errors }];
  });
}

function decideCase(set, line, { tool, input, tags = {}, principal_type, principal_id, now = anyTime }) {
  const declared = line.tools.find(({ target, name }) => `${target}___${name}` === tool);
  const schema = declared?.inputSchema ?? { type: "object", properties: {} };
  const read = toolArguments(schema, fromPlain(input ?? {}));
  if (!read.ok) throw new Error(`${line.id}: ${read.path} ${read.message}`);
  const type = principal_type ?? "AgentCore::OAuthUser";
  return decide(set, {
    principal: principalEntity({ type, id: principal_id ?? "someone", tags }),
    action: actionEntity(tool),
    resource: gatewayEntity(line.gateway),
    context: callContext(read.input, new DatetimeValue(Date.parse(now))),
  });
}

/** `right`, `refused` (nothing was written, or less than all), `wrong`, or `permissive`: a call is allowed that must be denied. */
export function scoreLine(line) {
  const fragments = translateLine(line);
  const statements = fragments.flatMap(({ result }) => (result.kind === "policy" ? [result.statement] : []));
  if (statements.length < fragments.length || fragments.length === 0) {
    return { verdict: "refused", fragments, wrong: [] };
  }
  const wrong = wrongCases(line, statements);
  const permissive = wrong.some(({ expect, decision }) => expect === "DENY" && decision === "ALLOW");
  return { verdict: wrong.length === 0 ? "right" : permissive ? "permissive" : "wrong", fragments, wrong };
}
