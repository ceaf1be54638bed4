/** Calls that a policy decides, allowed and denied, near its bounds; each is confirmed before it is told. */
import { applies, type Claim, negation } from "../../analysis/claim.ts";
import { confirm } from "../../analysis/confirm.ts";
import { environment } from "../../analysis/environment.ts";
import { type Analyst, never } from "../../analysis/never.ts";
import { concerns } from "../../analysis/questions/concerns.ts";
import { type ShownRequest, shownRequest } from "../../analysis/questions/shown-request.ts";
import { cedarShape } from "../../schema/tool-schema.ts";
import type { Policy } from "../../syntax/ast.ts";
import { type Candidates, candidatesOf } from "./candidates.ts";
import { draftOf, plainDraft, type ToolCalls } from "./draft.ts";
import { exampleInWords } from "./example-in-words.ts";
import { guess, neighbours, type Tried, type Try, tryWith } from "./find-examples.ts";

/** One call, and what the policy alone makes of it. */
export interface ExampleCall {
  /** A permit `allows`, or what it does not apply to stays denied: `denies`. A forbid `denies`, or `does not deny`. */
  readonly outcome: "allows" | "denies" | "does not deny";
  /** What the policy looks at: "refund-agent, amount 499". */
  readonly words: string;
  readonly request: ShownRequest;
}

export interface ExampleCalls {
  /** To how many of the calls in its scope the policy applies, as far as it was asked; `none` is in its scope. */
  readonly applies: "some" | "every" | "never" | "none" | "unknown";
  /** Three where there are so many. */
  readonly examples: readonly ExampleCall[];
  /** What they do not show. */
  readonly notes: readonly string[];
}

const wanted = 3;
/** Tools beyond these are not looked at for another example. */
const mostTools = 20;

/** Three calls that the policy decides: the policy's own literals suggest them, and the solver finds what they do not. */
export async function exampleCalls(
  policy: Policy,
  calls: readonly ToolCalls[],
  analyst: Analyst,
): Promise<ExampleCalls> {
  const inScope = calls.filter((each) => concerns(policy, environmentOf(each)));
  if (inScope.length === 0) {
    return { applies: "none", examples: [], notes: ["No call of these tools is in the policy's scope."] };
  }
  const several = new Set(inScope.map(({ tool }) => tool.action)).size > 1;
  const found = new Examples(policy, analyst, several);
  const notes = new Set<string>();
  let applied = false;
  for (const each of inScope.slice(0, mostTools)) {
    if (found.told.length >= wanted) break;
    const why = applied ? await found.another(each) : await found.first(each);
    applied = found.told.length > 0;
    if (why !== undefined) notes.add(why);
  }
  if (!applied) return nothing(notes, inScope.length > mostTools);
  const isMissing = !found.told.some(({ applies: does }) => !does);
  let isEvery = isMissing;
  for (const each of isMissing ? inScope.slice(0, mostTools) : []) {
    const verdict = await never(environmentOf(each), [policy], negation(applies(0)), analyst);
    if (verdict.kind === "refuted") await found.tell(each, draftOf(verdict.case));
    if (verdict.kind !== "proved") isEvery = false;
    if (verdict.kind === "unknown") notes.add(`Not all is known: ${verdict.why}.`);
    if (verdict.kind === "refuted") break;
  }
  if (isEvery && inScope.length <= mostTools) notes.add("It applies to every call in its scope.");
  const outside = calls.filter((each) => !inScope.includes(each));
  for (const each of isEvery ? outside.slice(0, 2) : []) await found.tell(each, plainDraft(each), true);
  return {
    applies: isEvery ? "every" : "some",
    examples: found.told.slice(0, wanted).map(({ example }) => example),
    notes: [...notes],
  };
}

function nothing(notes: ReadonlySet<string>, isMore: boolean): ExampleCalls {
  if (notes.size > 0 || isMore) {
    const why = isMore ? `Only ${mostTools} tools of its scope were looked at.` : "";
    return { applies: "unknown", examples: [], notes: [...notes, why].filter((note) => note !== "") };
  }
  return { applies: "never", examples: [], notes: ["This policy never applies: no call satisfies it."] };
}

function environmentOf({ tool, principalType }: ToolCalls) {
  return environment(tool, principalType);
}

interface Told {
  readonly example: ExampleCall;
  readonly applies: boolean;
}

/** Collects what was confirmed. */
class Examples {
  readonly told: Told[] = [];
  private readonly policy: Policy;
  private readonly analyst: Analyst;
  private readonly severalTools: boolean;

  constructor(policy: Policy, analyst: Analyst, severalTools: boolean) {
    this.policy = policy;
    this.analyst = analyst;
    this.severalTools = severalTools;
  }

  /** A call that the policy applies to, and the nearest that it does not apply to; why there is none, where that is not proved. */
  async first(calls: ToolCalls): Promise<string | undefined> {
    const candidates = this.candidates(calls);
    const attempt = this.try(calls);
    let start = guess(plainDraft(calls), candidates, calls, attempt);
    if (start === undefined) {
      const verdict = await never(environmentOf(calls), [this.policy], applies(0), this.analyst);
      if (verdict.kind === "proved") return undefined;
      if (verdict.kind !== "refuted") return `Not all is known: ${verdict.why}.`;
      start = attempt(draftOf(verdict.case));
      if (start?.applies !== true) return "Not all is known: the solver's call could not be made again.";
    }
    if (!(await this.tell(calls, start.draft))) return "Not all is known: Cedar could not confirm the call.";
    const near = neighbours(start, candidates, calls, attempt);
    // one for each thing that the policy looks at, what has a bound first
    const failing = near.map((each, index) => ({
      tried: each.find(({ applies: does }) => !does),
      rank: rankOf(candidates[index]),
    }));
    for (const { tried } of failing.toSorted((a, b) => a.rank - b.rank)) {
      if (tried !== undefined && this.told.length < wanted) await this.tell(calls, tried.draft);
    }
    if (!this.told.some(({ applies: does }) => !does)) {
      const far = guess(start.draft, candidates, calls, attempt, false);
      if (far !== undefined) await this.tell(calls, far.draft);
    }
    const others = near.flat().filter(({ draft }) => draft !== start.draft);
    for (const tried of [...others.filter(({ applies: does }) => does), ...others]) {
      if (this.told.length < wanted && !this.severalTools) await this.tell(calls, tried.draft);
    }
    return undefined;
  }

  /** A call of a further tool. */
  async another(calls: ToolCalls): Promise<undefined> {
    const start = guess(plainDraft(calls), this.candidates(calls), calls, this.try(calls));
    if (start !== undefined) await this.tell(calls, start.draft);
  }

  /** Tells of the call when Cedar agrees with the evaluator on it; false when not, or when it was told already. */
  async tell(calls: ToolCalls, draft: Tried["draft"], named = this.severalTools): Promise<boolean> {
    const tried = this.try(calls)(draft);
    if (tried === undefined) return false;
    const claim: Claim = tried.applies ? applies(0) : negation(applies(0));
    const verdict = await confirm([this.policy], claim, tried.request, this.analyst.referee);
    if (verdict.kind !== "refuted") return false;
    const request = shownRequest(tried.request);
    const key = JSON.stringify(request);
    if (this.told.some(({ example }) => JSON.stringify(example.request) === key)) return false;
    const read = exampleInWords(draft, this.candidates(calls));
    const words = [named || read === "" ? calls.tool.action : "", read]
      .filter((part) => part !== "")
      .join(", ");
    this.told.push({
      example: { outcome: this.outcome(tried.applies), words, request },
      applies: tried.applies,
    });
    return true;
  }

  private outcome(does: boolean): ExampleCall["outcome"] {
    if (this.policy.effect === "permit") return does ? "allows" : "denies";
    return does ? "denies" : "does not deny";
  }

  private candidates({ tool, principalType }: ToolCalls): readonly Candidates[] {
    const all = candidatesOf(this.policy, cedarShape(tool.inputSchema));
    return principalType === "AgentCore::OAuthUser" ? all : all.filter(({ slot }) => slot.kind !== "claim");
  }

  private try(calls: ToolCalls): Try {
    return tryWith(calls, (request) => this.analyst.replay([this.policy], request)[0] === "applies");
  }
}

/** Arguments and times have bounds; of callers anything else is as good as another. */
function rankOf(candidates: Candidates | undefined): number {
  return candidates?.slot.kind === "argument" || candidates?.slot.kind === "time" ? 0 : 1;
}
