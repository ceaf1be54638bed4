import { readWho } from "../callers/read-who.ts";
import { meant } from "../checks/claim-or-argument.ts";
import { type Owner, ownerCondition, ownerPhrase } from "../conditions/owner-phrase.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import { modalAllows, modalDenials } from "../words/effect-words.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { type Opening, opening } from "./opening.ts";

/** "Only the owner of a job [and users with role operator] may cancel it"; the reader stands behind "only". */
export function ownerFirst(reader: Reader, context: Context, only: boolean): Opening | undefined {
  return reader.attempt(() => {
    const phrase = ownerPhrase(reader);
    if (phrase === undefined || phrase.thing.length === 0) return undefined;
    const who = reader.take("or", "and") === undefined ? undefined : readWho(reader, context);
    const others = who?.kind === "users" ? meant(who.condition, "caller") : undefined;
    if (who !== undefined && others === undefined) return undefined;
    const denied = reader.take(...modalDenials);
    const allowed = denied === undefined ? reader.take(...modalAllows) : undefined;
    if (
      (denied === undefined && allowed === undefined) ||
      reader.sees("be") ||
      (only && denied !== undefined)
    )
      return undefined;
    const found = opening(
      denied === undefined ? "permit" : "forbid",
      { kind: "users", condition: undefined },
      reader,
      context,
    );
    return {
      ...found,
      only: only || allowed?.includes("only") === true,
      tail: withThing(found.tail, phrase.thing),
      owner: { phrase, others },
    };
  });
}

/** "cancel it" as "cancel a job". */
function withThing(tail: readonly Token[], thing: readonly Token[]): readonly Token[] {
  const at = tail.findIndex((token) => token.kind === "word" && /^(?:it|them)$/.test(token.lower));
  return at < 0 || at > 3 ? tail : [...tail.slice(0, at), ...thing, ...tail.slice(at + 1)];
}

/** What the owner's calls have to be like; throws where no argument names the owner for certain. */
export function ownedCondition({ phrase, others }: Owner, context: Context, span: TextSpan): Condition {
  const own = ownerCondition(phrase, context);
  if (own === undefined)
    return refuse("No argument says for certain who this is", span, {
      candidates: context.tools
        .flatMap(({ fields }) => fields.map(({ path }) => path.join(".")))
        .slice(0, 10),
      advice: 'Say it as in "when the owner is the user\'s own username".',
    });
  return others === undefined ? own : { kind: "any", of: [own, others] };
}
