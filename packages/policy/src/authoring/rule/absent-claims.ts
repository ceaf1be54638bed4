import type { Condition, Rule } from "../intermediate.ts";

/** What to say of a permission for all but some: who has no such claim at all is not let in, for it cannot be known. */
export function absentClaimNotes({ effect, who, when }: Rule): readonly string[] {
  if (effect !== "permit") return [];
  const denied = [who.kind === "users" ? who.condition : undefined, when].flatMap((each) =>
    deniedClaims(each),
  );
  return [...new Set(denied)].map(
    (claim) =>
      `A caller whose token has no claim "${claim}" is not let in. If such callers are meant too, name those who are not with "unless".`,
  );
}

function deniedClaims(condition: Condition | undefined, denied = false): readonly string[] {
  switch (condition?.kind) {
    case "claim":
      return denied ? [condition.claim] : [];
    case "not":
      return deniedClaims(condition.of, !denied);
    case "all":
    case "any":
      return condition.of.flatMap((each) => deniedClaims(each, denied));
    default:
      return [];
  }
}
