/** Findings in words: AWS's sentence first where it has one, then the tool, a request that shows it, and what to do. */
import { type Policy as CedarPolicy, type EngineFinding, findingSentence } from "@toolgate/policy";
import { findingsOf, type ProvedUse, type ToldPolicy } from "./proved-use.ts";
import { showCase } from "./show-case.ts";
import { tellCanFail } from "./tell-can-fail.ts";
import { tellUnknown } from "./tell-unknown.ts";

/** `note`: AWS knows no such finding, and no validation mode fails on it. */
export interface ToldFinding {
  readonly kind: "overly-permissive" | "overly-restrictive" | "note";
  readonly message: string;
}

/** More than these are counted, not listed. */
const listed = 10;
/** AWS's limit of one status reason. */
const longest = 2_048;

/** The sentences, those that can fail a write first. */
export function tellFindings(policy: ToldPolicy, uses: readonly ProvedUse[]): readonly ToldFinding[] {
  const notes = [
    ...tellEffect(policy.parsed, uses),
    ...tellCanFail(policy, uses),
    ...tellLongerWords(policy.parsed, uses),
    ...tellUnknown(policy.parsed, uses),
  ];
  return [
    ...tellAll(policy.parsed, uses),
    ...notes.map((message) => ({ kind: "note", message }) as const),
  ].map(({ kind, message }) => ({ kind, message: cut(message) }));
}

function tellAll(policy: CedarPolicy, uses: readonly ProvedUse[]): readonly ToldFinding[] {
  const all = uses.flatMap((use) => {
    const finding = findingsOf(use).find(
      ({ kind }) => kind === "allows all" || kind === "denies all" || kind === "denies all permitted",
    );
    return finding === undefined ? [] : [{ use, finding }];
  });
  const more = all.length - listed;
  return all.slice(0, listed).map(({ use, finding }, index) => {
    const rest = more > 0 && index === listed - 1 ? ` The same holds for ${more} more tools.` : "";
    const { tool, principalType } = use;
    const aws = findingSentence(policy.effect, { ...tool, principalType });
    const kind = policy.effect === "permit" ? "overly-permissive" : "overly-restrictive";
    return { kind, message: `${aws}. ${ours(finding, use)}${rest}` };
  });
}

function ours(finding: EngineFinding, { tool, principalType }: ProvedUse): string {
  const shown = "example" in finding ? ` For example, ${showCase(finding.example)}.` : "";
  if (finding.kind === "allows all") {
    const condition =
      principalType === "AgentCore::Anonymous"
        ? "a condition on the arguments, such as `when { context.input has \u2026 && \u2026 }`"
        : 'a condition on the caller or the arguments, such as `when { principal.hasTag("role") && principal.getTag("role") == "clerk" }`';
    return (
      `It lets every caller use '${tool.action}' with any arguments, and no forbid in force narrows that.${shown} ` +
      `Add ${condition}, or send validationMode IGNORE_ALL_FINDINGS if this is what you mean.`
    );
  }
  const cure =
    "For an emergency stop send validationMode IGNORE_ALL_FINDINGS; otherwise add a condition that says which calls to deny.";
  return finding.kind === "denies all"
    ? `Nobody can use '${tool.action}' while it is in force, whatever any permit says.${shown} ${cure}`
    : `It denies every call of '${tool.action}' that the permits in force would allow.${shown} That is allowed without it. ${cure}`;
}

/** What does nothing anywhere; a policy for several tools need not do something for each. */
function tellEffect({ effect }: CedarPolicy, uses: readonly ProvedUse[]): readonly string[] {
  const idle = uses.map((use) =>
    findingsOf(use).find(
      ({ kind }) => kind === "never applies" || kind === "redundant" || kind === "overridden",
    ),
  );
  if (idle.length === 0 || idle.some((finding) => finding === undefined)) return [];
  const shown = idle.find((finding) => finding?.kind !== "never applies");
  if (shown === undefined) return [neverApplies(effect)];
  if (!("example" in shown)) return [];
  const why =
    shown.kind === "overridden"
      ? "whenever this permit applies, a forbid in force does too"
      : `without this ${effect} every call is decided the same, by the other policies in force`;
  return [
    `It makes no difference: ${why}. For example, ${showCase(shown.example)}. ` +
      `Delete it, or change its conditions to what you mean.`,
  ];
}

/** The note on a policy that can apply to no call. */
export function neverApplies(effect: CedarPolicy["effect"]): string {
  return (
    "It never applies: scope and conditions together are false for every call of these tools, so this " +
    `${effect === "forbid" ? "forbid protects" : "permit allows"} nothing. Check the spelling of what stands after \`has\`, ` +
    "and write `action in` before the name of a target."
  );
}

function tellLongerWords({ effect }: CedarPolicy, uses: readonly ProvedUse[]): readonly string[] {
  const told = new Map<string, string>();
  for (const finding of uses.flatMap(findingsOf)) {
    if (finding.kind !== "matches longer words") continue;
    const { tag, word, longer, example } = finding;
    const claim = `principal.getTag(${JSON.stringify(tag)})`;
    const quoted = (text: string) => JSON.stringify(text);
    const whole = [
      `${claim} == ${quoted(word)}`,
      ...[`${word} *`, `* ${word}`, `* ${word} *`].map((pattern) => `${claim} like ${quoted(pattern)}`),
    ].join(" || ");
    told.set(
      `${tag} ${word}`,
      `The pattern "*${word}*" on the claim ${tag} also matches the longer word ${longer}, and this ${effect} applies: ` +
        `${showCase(example)}. For the whole word alone write (${whole}).`,
    );
  }
  return [...told.values()];
}

function cut(message: string): string {
  return message.length > longest ? `${message.slice(0, longest - 1)}\u2026` : message;
}
