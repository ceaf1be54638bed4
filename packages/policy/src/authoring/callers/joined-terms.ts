import { isArgumentToo, meant } from "../checks/claim-or-argument.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { Reader } from "../words/reader.ts";
import { wordClaimIn } from "./says-claim.ts";
import { takeClaim } from "./take-claim.ts";

/** Terms joined by and, or by or; both side by side are refused. */
export function joinedTerms(
  reader: Reader,
  fillers: readonly string[],
  context: Context,
  read: () => Condition | undefined,
): Condition | undefined {
  const first = read();
  if (first === undefined) return undefined;
  const all = [first];
  let join: string | undefined;
  for (;;) {
    const next = reader.attempt(() => {
      reader.take(",");
      const word = reader.take("and", "or");
      if (word === undefined) return undefined;
      const filler = reader.take(...fillers);
      if (filler === undefined && isNewSubject(reader, context)) return undefined;
      const term = read();
      if (term === undefined) return undefined;
      if (join !== undefined && join !== word) {
        refuse("“and” and “or” side by side can be understood in two ways", reader.here(), {
          advice: "Write two sentences.",
        });
      }
      join = word;
      if (filler === "whose" || filler === "their") return meant(term, "caller");
      return context.behind === true ? meant(term, "doubtful") : term;
    });
    if (next === undefined) break;
    all.push(next);
  }
  return all.length === 1 ? first : { kind: join === "or" ? "any" : "all", of: all };
}

/** "… and the region is x": a clause of its own, which speaks of the call where the tool has such an argument. */
function isNewSubject(reader: Reader, context: Context): boolean {
  const ahead = new Reader(reader.tokens, reader.at, reader.end);
  const determined = ahead.take("the") !== undefined;
  const name = takeClaim(ahead, context);
  if (name === undefined || ahead.tokens[ahead.at - 1]?.kind !== "word") return false;
  if (wordClaimIn(reader, reader.at, ahead.at) || ahead.sees("claim")) return false;
  const clause = /^(?:is|equals|=|==|!=|contains|starts|ends|begins|includes|matches|in|does|must)$/.test(
    ahead.word(),
  );
  return clause && (determined || context.behind === true) && isArgumentToo(name, context);
}
