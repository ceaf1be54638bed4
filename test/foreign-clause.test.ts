import { readdirSync, readFileSync } from "node:fs";
import { type ToolSchema, translate, vocabularyOf } from "@toolgate/policy";
import { expect, it } from "vitest";
import { verifies } from "./verifies.ts";

/** A restriction that no policy can hold, said at either end of a permission: whoever drops it allows too much. */

interface ToolSet {
  readonly gateway: string;
  readonly tools: readonly {
    readonly target: string;
    readonly name: string;
    readonly description: string;
    readonly inputSchema?: ToolSchema;
  }[];
}

const folder = new URL("./fixtures/sentences/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const toolSets: Readonly<Record<string, ToolSet>> = JSON.parse(read("tools.json"));
const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));

const clauses = [
  "if the flurb is green",
  "unless the moon is full",
  "for verified partners",
  "during audits",
  "in Narnia",
  "with a stamped form",
  "provided that it is sensible",
  "after approval by legal",
  "within a fortnight",
  "when the vendor is trusted",
  "only for charity",
  "except on holidays",
  "under supervision",
  "from the head office",
  "to known friends",
  "while traveling",
  "by courier",
  "twice",
  "per customer",
  "over the phone",
  "under 13 bananas",
  "as a last resort",
  "inside the building",
  "without a helmet",
  "subject to availability",
  "for testing",
  "on behalf of minors",
  "against a deposit",
];

const reason = /\b(?:as|because|since|so that)\b/;

/** The policies of a text, or undefined where a part of it is refused. */
function policiesOf(text: string, { gateway, tools }: ToolSet): readonly string[] | undefined {
  const vocabulary = vocabularyOf(
    tools.map(({ target, name, description, inputSchema }) => ({
      action: `${target}___${name}`,
      description,
      inputSchema: inputSchema ?? { type: "object", properties: {} },
    })),
    { gatewayArn: gateway },
  );
  const results = translate(text, vocabulary).map(({ result }) => result);
  const statements = results.flatMap((result) => (result.kind === "policy" ? [result.statement] : []));
  return statements.length === results.length ? statements : undefined;
}

it.each(files)(
  verifies("authoring.nothing-dropped", "no permission of %s stays as it is when a foreign clause is added"),
  (file) => {
    const dropped: string[] = [];
    let permissions = 0;
    for (const [index, line] of read(file).trimEnd().split("\n").entries()) {
      const { nl, toolset }: { nl: string; toolset: string } = JSON.parse(line);
      const tools = toolSets[toolset];
      const policies = tools && policiesOf(nl, tools);
      if (tools === undefined || policies?.[0]?.startsWith("permit") !== true || policies.length > 1)
        continue;
      permissions += 1;
      const clause = (turn: number) => clauses[(2 * index + turn) % clauses.length] ?? "";
      const rest = nl.replace(/[.!]$/, "");
      // Behind a reason it would be a part of that.
      const texts = [`${clause(1)}, ${rest}.`, ...(reason.test(nl) ? [] : [`${rest} ${clause(0)}.`])];
      for (const text of texts) {
        if (String(policiesOf(text, tools)) === String(policies)) dropped.push(text);
      }
    }
    expect(dropped).toEqual([]);
    expect(permissions).toBeGreaterThan(0);
  },
);
