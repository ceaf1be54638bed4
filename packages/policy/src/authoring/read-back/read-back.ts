import type { Policy } from "../../syntax/ast.ts";
import { type Clause, group } from "./clause.ts";
import { clauseInWords } from "./clause-in-words.ts";
import { ConditionClauses } from "./condition-clauses.ts";
import { accountInWords, gatewayInWords, toolsInWords, whoInWords } from "./scope-in-words.ts";

/** A policy as people read it. */
export interface ReadBack {
  /** All that the policy says, in one sentence of plain English. */
  readonly sentence: string;
  /** What to know besides, such as that a part is quoted. */
  readonly notes: readonly string[];
}

/** What goes without saying. */
export interface ReadBackOptions {
  /** The one gateway there is, which is then not named. */
  readonly gatewayArn?: string | undefined;
}

/** Says in plain English what the policy does; what has no plain words is quoted as Cedar. */
export function readBack(policy: Policy, { gatewayArn }: ReadBackOptions = {}): ReadBack {
  const words = new ConditionClauses();
  const clausesOf = (kind: "when" | "unless") =>
    policy.conditions
      .filter((condition) => condition.kind === kind && !isIdle(condition))
      .map(({ body }) => words.of(body, kind));
  const conditions = group("all", clausesOf("when"));
  const { who, when } = sorted(conditions.kind === "all" ? conditions.of : [conditions]);
  const unless = clausesOf("unless");
  const caller = accountInWords(policy.principal, who) ?? whoInWords(policy.principal, who);
  const tools = `${toolsInWords(policy.action)}${gatewayInWords(policy.resource, gatewayArn)}`;
  const sentence = [
    policy.effect === "permit" ? `Allow ${caller} to use ${tools}` : `Block ${caller} from using ${tools}`,
    ...(when.length === 0 ? [] : [`when ${clauseInWords(group("all", when))}`]),
    ...(unless.length === 0 ? [] : [`unless ${clauseInWords(group("any", unless))}`]),
  ].join(" ");
  return { sentence: `${sentence}.`, notes: notesOn(policy, words) };
}

/** What is said of the caller stands behind "users": what they have, their name last, and then what it is like. */
function sorted(clauses: readonly Clause[]): {
  readonly who: readonly string[];
  readonly when: readonly Clause[];
} {
  const spoken = clauses.flatMap((clause) => {
    const who = clause.kind === "atom" && clause.needs ? clause.who : undefined;
    return who === undefined ? [] : [{ clause, who, rank: rankOf(who) }];
  });
  const ranks = new Set(spoken.map(({ rank }) => rank));
  // "with username x and whose …" could go on speaking of x
  const kept = spoken.filter(({ rank }) => rank !== 1 || ranks.has(0) || !ranks.has(2));
  return {
    who: kept.toSorted((a, b) => a.rank - b.rank).map(({ who }) => who),
    when: clauses.filter((clause) => !kept.some((each) => each.clause === clause)),
  };
}

function rankOf(who: string): 0 | 1 | 2 {
  if (!who.startsWith("with ")) return 2;
  return who.startsWith("with username ") ? 1 : 0;
}

/** `when { true }` and `unless { false }` say nothing. */
function isIdle({ kind, body }: Policy["conditions"][number]): boolean {
  return body.kind === "literal" && body.value === (kind === "when");
}

function notesOn({ resource }: Policy, { quoted, unasked }: ConditionClauses): readonly string[] {
  const notes: string[] = [];
  const names = [...unasked].map((name) => name.slice("claim ".length)).sort();
  if (names.length > 0) {
    notes.push(
      `The policy fails, and does not count, for callers without ${names.join(", ")}: it reads the claim without asking whether it is there.`,
    );
  }
  if (quoted.length > 0) notes.push("What stands between backticks is Cedar: it has no plain words.");
  if (resource.kind === "any" || (resource.kind === "is" && resource.in === undefined)) {
    notes.push("It holds on every gateway that uses its engine.");
  }
  return notes;
}
