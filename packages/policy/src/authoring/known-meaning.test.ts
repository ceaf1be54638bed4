import { describe, expect, it } from "vitest";
import { decided, decidedBy, type SentenceCall } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";

const tools = [
  {
    action: "Desk___pay_invoice",
    description: "Pay an invoice",
    properties: {
      amount: { type: "integer" },
      currency: { type: "string", enum: ["USD", "EUR", "CHF"] },
      urgent: { type: "boolean" },
      note: { type: "string" },
    },
  },
  {
    action: "Desk___print_report",
    description: "Print a report",
    properties: { pages: { type: "integer" }, format: { type: "string", enum: ["pdf", "html"] } },
  },
];

/** A condition as people say it in several ways, and as Cedar. */
interface Said {
  readonly ways: readonly string[];
  /** Without a "when" before it. */
  readonly phrases: readonly string[];
  readonly cedar: string;
}
type Pick = <T>(of: readonly T[]) => T;

/** The same numbers for the same seed (mulberry32). */
function pickFrom(seed: number): Pick {
  let state = seed;
  return (of) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const found = of[((mixed ^ (mixed >>> 14)) >>> 0) % of.length];
    if (found === undefined) throw new Error("nothing to choose from");
    return found;
  };
}

const bounds: readonly (readonly [string, readonly string[]])[] = [
  ["<", ["under", "below", "less than", "lower than"]],
  ["<=", ["at most", "up to", "no more than", "not more than", "not over"]],
  [">", ["over", "above", "more than", "greater than"]],
  [">=", ["at least", "no less than", "not less than", "not under"]],
];

function bound(pick: Pick, name: string, test: (order: string) => string): Said {
  const [order, words] = pick(bounds);
  const word = pick(words);
  return {
    ways: [`the ${name} is ${word} 500`, `${name} is ${word} 500`],
    phrases: [`with ${name === "amount" ? "an" : "a"} ${name} of ${word} 500`, `with ${name} ${word} 500`],
    cedar: test(order),
  };
}

const paying: readonly ((pick: Pick) => Said)[] = [
  (pick) => bound(pick, "amount", (order) => `context.input has amount && context.input.amount ${order} 500`),
  (pick) => {
    const of = pick([["USD"], ["USD", "EUR"]]);
    return {
      ways: [`the currency is ${of.join(" or ")}`, `currency is ${of.join(" or ")}`],
      phrases: [`in ${of.join(" or ")}`],
      cedar: `context.input has currency && ${JSON.stringify(of)}.contains(context.input.currency)`,
    };
  },
  () => ({
    ways: ["the currency is not USD", "the currency is other than USD"],
    phrases: ["in any currency but USD"],
    cedar: 'context.input has currency && context.input.currency != "USD"',
  }),
  () => ({
    ways: ["urgent is true", "it is urgent"],
    phrases: ["that are urgent"],
    cedar: "context.input has urgent && context.input.urgent",
  }),
  () => ({
    ways: ["urgent is false"],
    phrases: ["that are not urgent"],
    cedar: "context.input has urgent && !context.input.urgent",
  }),
  () => ({
    ways: ["a note is given", "there is a note"],
    phrases: ["with a note"],
    cedar: "context.input has note",
  }),
  () => ({
    ways: ["no note is given", "the note is missing"],
    phrases: ["without a note"],
    cedar: "!(context.input has note)",
  }),
];
const printing: readonly ((pick: Pick) => Said)[] = [
  (pick) => bound(pick, "pages", (order) => `context.input has pages && context.input.pages ${order} 500`),
  () => ({
    ways: ["the format is pdf"],
    phrases: ["in format pdf", "as pdf"],
    cedar: 'context.input has format && context.input.format == "pdf"',
  }),
];
const role = (...names: readonly string[]): string =>
  `principal.hasTag("role") && ${JSON.stringify(names)}.contains(principal.getTag("role"))`;
const callers = [
  { said: "everyone", cedar: "true" },
  { said: "managers", cedar: role("manager") },
  { said: "users with role clerk", cedar: role("clerk") },
  { said: "managers and clerks", cedar: role("manager", "clerk") },
  { said: "everyone except interns", cedar: `principal.hasTag("role") && !(${role("intern")})` },
] as const;

const calls: readonly SentenceCall[] = ["manager", "clerk", "intern"].flatMap((name) => [
  ...[499, 500, 501].flatMap((amount) =>
    ["USD", "EUR", "CHF"].flatMap((currency) =>
      [true, false].flatMap((urgent): SentenceCall[] => [
        ["Desk___pay_invoice", { amount, currency, urgent }, { role: name }],
        ["Desk___pay_invoice", { amount, currency, urgent, note: "n" }, { role: name }],
      ]),
    ),
  ),
  ...[499, 500, 501].flatMap((pages) =>
    ["pdf", "html"].map((format): SentenceCall => ["Desk___print_report", { pages, format }, { role: name }]),
  ),
]);

/** A sentence of random wording with the policy that it means. */
function sentence(seed: number): {
  readonly text: string;
  readonly cedar: string;
  readonly permits: boolean;
} {
  const pick = pickFrom(seed);
  const permits = pick([true, false]);
  const who = pick(callers);
  const pays = pick([true, true, false]);
  const [base, ing, done, action] = pays
    ? (["pay invoices", "paying invoices", "invoices may be paid", "pay_invoice"] as const)
    : (["print reports", "printing reports", "reports may be printed", "print_report"] as const);
  const kinds = pays ? paying : printing;
  const said = [pick(kinds)(pick)];
  const join = pick(["none", "and", "or", "trailing"]);
  if (join !== "none") said.push(pick(kinds)(pick));
  const [one, two] = said;
  if (one === undefined) throw new Error("no condition");
  const first = pick(one.ways);
  const second = two === undefined ? "" : pick(two.ways);
  const when = pick(["when", "if", "provided that", "as long as"]);
  const unless = pick([true, false, false]) ? pick(kinds)(pick) : undefined;
  const third = pick(kinds)(pick);

  const conditions =
    two === undefined
      ? `${when} ${first}`
      : join === "and"
        ? pick([`${when} ${first} and ${second}`, `${pick(one.phrases)} ${when} ${second}`])
        : join === "or"
          ? `${when} ${pick(["", "either "])}${first} or ${second}`
          : pick([
              `${pick(one.phrases)}, or ${pick(two.phrases)} ${when} ${pick(third.ways)}`,
              `${pick(one.phrases)}, ${when} ${second}`,
            ]);
  const trailingOr = join === "trailing" && conditions.includes(", or ");
  const meant =
    two === undefined
      ? one.cedar
      : join === "or"
        ? `(${one.cedar}) || (${two.cedar})`
        : trailingOr
          ? `(${one.cedar}) || (${two.cedar}) && (${third.cedar})`
          : `(${one.cedar}) && (${two.cedar})`;
  const comma = pick([", ", " "]);
  const exemption = unless === undefined ? "" : `${comma}unless ${pick(unless.ways)}`;
  const prefix = join === "trailing" ? false : pick([true, false]) && conditions.startsWith(when);
  const tail = prefix ? exemption : ` ${conditions}${exemption}`;
  const rule = permits
    ? pick([
        `allow ${who.said} to ${base}${tail}`,
        `${who.said} may ${base}${tail}`,
        `${who.said} are allowed to ${base}${tail}`,
        `${done} by ${who.said}${tail}`,
        `${ing} is allowed for ${who.said}${tail}`,
      ])
    : pick([
        `block ${who.said} from ${ing}${tail}`,
        `${who.said} must not ${base}${tail}`,
        `${who.said} are not allowed to ${base}${tail}`,
        `${ing} is forbidden for ${who.said}${tail}`,
      ]);
  const opened = prefix ? `${conditions}, ${rule}` : rule;
  const reason = pick(["", "", "Policy: ", "Note: "]);
  const closing = pick([".", ".", "", permits ? ", nobody else." : "."]);
  const text = `${reason}${reason === "" ? capital(opened) : opened}${closing}`;
  const cedar = `${permits ? "permit" : "forbid"}(principal is AgentCore::OAuthUser, action == AgentCore::Action::"Desk___${action}", resource is AgentCore::Gateway) when { (${who.cedar}) && (${meant}) }${unless === undefined ? "" : ` unless { ${unless.cedar} }`};`;
  return { text, cedar, permits };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

describe("sentences written from a known meaning", () => {
  it(verifies("authoring.refusals", "are refused or decide every call as meant, in random wording"), () => {
    let understood = 0;
    const wrong: string[] = [];
    for (let seed = 1; seed <= 150; seed += 1) {
      const { text, cedar, permits } = sentence(seed);
      const got = decided(text, tools, calls, !permits);
      if (got === "refused") continue;
      understood += 1;
      const meant = decidedBy([cedar], tools, calls, !permits);
      if (got !== meant) wrong.push(`${seed}: ${text} ${cedar}`);
    }

    expect(wrong).toEqual([]);
    // a grammar that refuses all would pass as well
    expect(understood).toBeGreaterThan(75);
  });
});
