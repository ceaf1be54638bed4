import { refuse } from "../refusal.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

const behind =
  /^(?:when|whenever|if|where|for|to|by|with|in|on|during|from|of|at|under|over|above|below|between|after|before|up|whose|whoever|having)$/;
const goesOn =
  /(?:^| )(?:only|must|needs?|requires?|not|never|no|nobody|may|can|cannot|has|have|is|are|will|shall|should|block|deny|forbid|allow)(?: |$)/;

/** Throws for "nobody may close it but when it is late" and "users but with role x": what "but" leaves out there, or adds, is not certain. */
export function refuseBareBut(tokens: readonly Token[]): void {
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word" || token.lower !== "but") continue;
    const [before, next] = [tokens[at - 1], tokens[at + 1]];
    if (next?.kind !== "word" || !behind.test(next.lower)) continue;
    // "everywhere but in prod" leaves out prod
    if (before?.kind === "word" && /^(?:everywhere|anywhere|always|anytime)$/.test(before.lower)) continue;
    const isApart = before?.kind === "mark";
    // ", but for managers only" and ", but when it is late a lead must …" say what they add
    if (isApart && goesOn.test(patternText(tokens.slice(at + 1)))) continue;
    refuse('It is not certain whether "but" means "except" here', spanOf([token]), {
      candidates: ["except", "but only"],
      telling: true,
    });
  }
}
