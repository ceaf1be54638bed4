import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { stem } from "./word-stem.ts";

/** Two arguments of one tool for the same thing at both ends of what it does: an account and the account that it goes to. */
export interface TwoEnds {
  /** The stem of what both are called: "account". */
  readonly noun: string;
  readonly from: VocabularyField;
  readonly to: VocabularyField;
}

const froms = new Set(["from", "source", "src", "origin", "sender", "sending"].map(stem));
const tos = new Set(["to", "destination", "dest", "target", "recipient", "receiver", "receiving"].map(stem));

/** The pairs of a tool's arguments that say where something comes from and where it goes. */
export function twoEnds({ fields }: Pick<VocabularyTool, "fields">): readonly TwoEnds[] {
  return fields.flatMap((to) => {
    if (!to.nameStems.some((name) => tos.has(name))) return [];
    const base = baseOf(to);
    const others = fields.filter((field) => field !== to && baseOf(field) === base);
    const [from, more] = others;
    const noun = base.split(" ").at(-1) ?? "";
    return from === undefined || more !== undefined || noun === "" ? [] : [{ noun: nounOf(base), from, to }];
  });
}

/** "accountId" is the id of an account. */
function nounOf(base: string): string {
  const words = base.split(" ");
  const last = words.at(-1) ?? "";
  return /^(?:id|number|no|name|code)$/.test(last) ? (words.at(-2) ?? last) : last;
}

function baseOf({ nameStems }: VocabularyField): string {
  return nameStems.filter((name) => !froms.has(name) && !tos.has(name)).join(" ");
}
