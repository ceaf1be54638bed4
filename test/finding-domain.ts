/** Every request of a small domain: what a policy's findings are, told without formulas. */
import {
  actionEntity,
  callContext,
  claimsRead,
  compilePolicy,
  DatetimeValue,
  decide,
  type EngineFinding,
  fromPlain,
  gatewayEntity,
  type PlainJson,
  type Policy,
  PolicySet,
  parsePolicy,
  principalEntity,
  toolArguments,
} from "@toolgate/policy";

export interface DomainTool {
  readonly action: string;
  readonly gatewayArn: string;
  readonly inputSchema: {
    readonly type: "object";
    readonly properties: Readonly<
      Record<string, { readonly type: string; readonly [more: string]: unknown }>
    >;
    readonly required?: readonly string[];
  };
}

type Kind = EngineFinding["kind"];
type Outcome = "applies" | "does not apply" | "fails";
type Tags = Readonly<Record<string, string>>;

/** The findings of the first of these policies, as trying every request of the domain has them. */
export function findingsByTrying(
  tool: DomainTool,
  principalType: "AgentCore::OAuthUser" | "AgentCore::Anonymous",
  texts: readonly string[],
): readonly Kind[] {
  const policies = texts.map(parsed);
  const alone = policies.map((policy) => new PolicySet([compilePolicy(policy, "p")]));
  const action = actionEntity(tool.action);
  const resource = gatewayEntity(tool.gatewayArn);
  const outcomesOf = (tags: Tags, sent: PlainJson, now: number): readonly Outcome[] => {
    const values = toolArguments(tool.inputSchema, fromPlain(sent), { strictAws: false });
    if (!values.ok) throw new Error(values.message);
    const id = tags.sub ?? "anonymous";
    const principal = principalEntity({ type: principalType, id, tags });
    const context = callContext(values.input, new DatetimeValue(now));
    return alone.map((set) => {
      const { determining, errors } = decide(set, { principal, action, resource, context });
      return errors.length > 0 ? "fails" : determining.length > 0 ? "applies" : "does not apply";
    });
  };

  const rows: (readonly Outcome[])[] = [];
  const tested = [...(texts[0] ?? "").matchAll(/like "\*([^*" \\]+)\*"/g)].map(([, word]) => word);
  let longer = false;
  for (const tags of callers(principalType, policies, texts)) {
    for (const sent of argumentsOf(tool, texts)) {
      for (const now of times(texts)) {
        const outcomes = outcomesOf(tags, sent, now);
        rows.push(outcomes);
        longer ||=
          tested.some((word) => tags.scope === `${word}-readonly`) &&
          outcomes[0] === "applies" &&
          outcomesOf({ ...tags, scope: "" }, sent, now)[0] !== "applies";
      }
    }
  }
  return kindsOf(policies, rows, longer);
}

function kindsOf(
  policies: readonly Policy[],
  rows: readonly (readonly Outcome[])[],
  longer: boolean,
): Kind[] {
  const applying = (row: readonly Outcome[], effect: Policy["effect"], without?: number) =>
    row.some((outcome, at) => at !== without && outcome === "applies" && policies[at]?.effect === effect);
  const allowed = (row: readonly Outcome[], without?: number) =>
    applying(row, "permit", without) && !applying(row, "forbid", without);
  const hits = rows.filter(([first]) => first === "applies");
  const kinds: Kind[] = [];
  const isForbid = policies[0]?.effect === "forbid";
  if (hits.length === 0) kinds.push("never applies");
  else if (isForbid) {
    const deniesAll = hits.length === rows.length;
    if (deniesAll) kinds.push("denies all");
    if (hits.every((row) => applying(row, "forbid", 0))) kinds.push("redundant");
    if (!deniesAll && rows.some((row) => allowed(row, 0)) && !rows.some((row) => allowed(row))) {
      kinds.push("denies all permitted");
    }
  } else {
    const overridden = hits.every((row) => applying(row, "forbid"));
    const redundant = !overridden && rows.every((row) => allowed(row) === allowed(row, 0));
    if (rows.every((row) => allowed(row)) && !redundant) kinds.push("allows all");
    if (overridden) kinds.push("overridden");
    if (redundant) kinds.push("redundant");
  }
  if (rows.some(([first]) => first === "fails")) kinds.push("can fail");
  if (longer) kinds.push("matches longer words");
  return kinds;
}

function parsed(text: string): Policy {
  const result = parsePolicy(text);
  if (!result.ok) throw new Error(`${JSON.stringify(result.errors)} in ${text}`);
  return result.policy;
}

/** Every claim that is read absent, and with each text that the policies hold or nearly hold. */
function callers(type: string, policies: readonly Policy[], texts: readonly string[]): readonly Tags[] {
  if (type === "AgentCore::Anonymous") return [{}];
  const names = [...new Set(policies.flatMap(claimsRead))].filter((name) => name !== "sub");
  const words = texts.flatMap(wordsOf);
  const subjects = texts.some((text) => /principal ==|principal\.id|"sub"/.test(text))
    ? ["someone", ...words]
    : ["someone"];
  return subjects.flatMap((sub) =>
    product(
      names.map((name) => [
        name,
        [undefined, "", ...words, ...words.map((word) => `${word}-readonly`), "a b c"],
      ]),
    ).map((tags) => ({ ...(tags as Record<string, string>), sub })),
  );
}

function wordsOf(text: string): readonly string[] {
  const literals = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, literal = ""]) => literal);
  const plain = literals
    .filter((literal) => !/^arn:|___/.test(literal))
    .flatMap((literal) => {
      const word = literal.replaceAll("\\*", "*").replaceAll("*", "").replaceAll('\\"', '"');
      return literal.includes("*") ? [word, `x${word}`, `${word}x`, `x ${word} x`] : [word];
    });
  return [...new Set(plain)];
}

function argumentsOf(tool: DomainTool, texts: readonly string[]): readonly PlainJson[] {
  const { properties, required = [] } = tool.inputSchema;
  const read = Object.entries(properties).filter(
    ([name]) => required.includes(name) || texts.some((text) => text.includes(name)),
  );
  return product(
    read.map(([name, schema]) => {
      const isRead = texts.some((text) => text.includes(name));
      const values = isRead ? valuesOf(schema.type, texts) : valuesOf(schema.type, []).slice(0, 1);
      return [name, required.includes(name) ? values : [undefined, ...values]];
    }),
  ) as readonly PlainJson[];
}

function valuesOf(type: string, texts: readonly string[]): readonly PlainJson[] {
  const words = texts.flatMap(wordsOf).slice(0, 8);
  switch (type) {
    case "integer": {
      const numbers = texts.flatMap((text) =>
        [...text.matchAll(/(?<![\w."])-?\d+(?![\w.])/g)].map(([digits]) => BigInt(digits)),
      );
      const near = numbers.flatMap((number) => [number - 1n, number, number + 1n]);
      const ends = [0n, -(2n ** 63n), 2n ** 63n - 1n];
      const inRange = [...new Set([...ends, ...near])].filter(
        (each) => each >= -(2n ** 63n) && each < 2n ** 63n,
      );
      return inRange;
    }
    case "number":
      return [0, 0.5, 1, 9.5, 100.25, -1];
    case "boolean":
      return [false, true];
    case "array":
      return [[], ...words.map((word) => [word]), words.slice(0, 2), ["zzz"], ["zzz", ...words]];
    default:
      return ["", "zzz", ...words];
  }
}

function times(texts: readonly string[]): readonly number[] {
  if (!texts.some((text) => text.includes("now"))) return [Date.UTC(2026, 0, 1)];
  const named = texts.flatMap((text) =>
    [...text.matchAll(/datetime\("([^"]+)"\)/g)].map(([, iso = ""]) => Date.parse(iso)),
  );
  const hours = Array.from({ length: 24 }, (_, hour) => Date.UTC(2026, 5, 1, hour));
  return [...hours, ...named.flatMap((time) => [time - 1, time, time + 1])];
}

/** Every choice of one value for each name; undefined leaves the name out. */
function product(
  names: readonly (readonly [string, readonly unknown[]])[],
): readonly Readonly<Record<string, unknown>>[] {
  return names.reduce<readonly Readonly<Record<string, unknown>>[]>(
    (made, [name, values]) =>
      made.flatMap((each) =>
        values.map((value) => (value === undefined ? each : { ...each, [name]: value })),
      ),
    [{}],
  );
}
