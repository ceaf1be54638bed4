/** Translates one sentence of a set and decides its cases, as the set's format says. */
import { existsSync, readFileSync } from "node:fs";
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

const anyTime = "2026-03-04T12:00:00Z";

/** The lines of a set; those that name a tool set get its tools from `tools.json` beside the file. */
export function linesOf(file) {
  const shared = new URL("tools.json", new URL(file, `file://${process.cwd()}/`));
  const sets = existsSync(shared) ? JSON.parse(readFileSync(shared, "utf8")) : {};
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((text) => {
      const line = JSON.parse(text);
      return line.toolset === undefined ? line : { ...line, ...sets[line.toolset] };
    });
}

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
function translateLine(line) {
  return translate(line.nl, vocabularyOfLine(line));
}

/** The cases that the statements decide otherwise than the line expects. */
function wrongCases(line, statements) {
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

/** Of a part: calls that it allows, must be denied, and that the expected permits do not allow either: a lost forbid is no wrong permit. */
function wrongPermits(line, statements) {
  const alone = { ...line, base_permit: false };
  const cedar = (line.language ?? "cedar") === "cedar" ? (line.cedar ?? "") : "";
  const expected = cedar
    .split(/(?<=;)\s*(?=(?:permit|forbid)\b)/)
    .filter((text) => text.startsWith("permit"));
  const denied = expected.length === 0 ? line.cases : wrongDenials(alone, expected);
  return wrongCases({ ...alone, cases: denied.filter(({ expect }) => expect === "DENY") }, statements);
}

/** The cases that these permits deny. */
function wrongDenials(line, permits) {
  const allowed = wrongCases(
    { ...line, cases: line.cases.map((each) => ({ ...each, expect: "DENY" })) },
    permits,
  );
  return line.cases.filter(
    (each) =>
      !allowed.some(
        ({ tool, input, tags }) => tool === each.tool && input === each.input && tags === each.tags,
      ),
  );
}

/**
 * `right`; `refused`: nothing was written, or not for every requirement; `wrong`; `permissive`: a call is allowed that must
 * be denied, also where only a part was written.
 */
export function scoreLine(line) {
  const fragments = translateLine(line);
  const statements = fragments.flatMap(({ result }) => (result.kind === "policy" ? [result.statement] : []));
  const isPart = statements.length < fragments.length || statements.length === 0;
  const wrong = isPart ? wrongPermits(line, statements) : wrongCases(line, statements);
  if (wrong.some(({ expect, decision }) => expect === "DENY" && decision === "ALLOW")) {
    return { verdict: "permissive", fragments, wrong };
  }
  if (isPart) return { verdict: "refused", fragments, wrong: [] };
  return { verdict: wrong.length === 0 ? "right" : "wrong", fragments, wrong };
}
