import { namesTool } from "../tools/names-in-tool.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { saidBy, stemsOf } from "../words/said-stems.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const kinds =
  "(?:new|current|updated|revised|general|basic|standard|standing|internal|house|company|team|simple|important|additional|another|next|old|security|safety|compliance|hygiene|privacy|fire|quality|policy|rule|change|four-eyes|two-person|two-man|dual-control|least-privilege|need-to-know|no-exceptions|zero-tolerance)";
const nouns =
  "(?:rules?|polic(?:y|ies)|guidelines?|notices?|reminders?|notes?|principles?|requirements?|procedures?|updates?|regulations?|directives?|instructions?)";
const announced = new RegExp(
  `^(?:(?:the|our|a|an|one|this|another) )?(?:${kinds} ){1,3}${nouns}(?: (?:for|on|about|regarding|concerning) ([^:#"(),]+))? : `,
);

/**
 * The rule without what announces it: "New rule: …", "Four-eyes principle for invoices: …", "New rule for laptops: helpdesk can lend
 * one"; undefined where nothing does, or where its topic is no word of the rule.
 */
export function withoutAnnouncement(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
): readonly Token[] | undefined {
  const said = announced.exec(patternText(tokens));
  if (said === null) return undefined;
  const length = said[0].trim().split(" ").length;
  const rest = tokens.slice(length);
  const topic = tokens.slice(length - 1 - (said[1]?.trim().split(" ").length ?? 0), length - 1);
  const words = rest.map((token) =>
    topic.length > 0 && isPronoun(token) ? topic.map((each) => ({ ...each })) : [token],
  );
  const whole = words.flat();
  const stems = stemsOf(whole);
  const isSaid = topic.every(
    (token) =>
      token.kind === "word" &&
      (/^(?:the|our|all|of|and|any)$/.test(token.lower) ||
        (saidBy(token, stems) && vocabulary.tools.some((tool) => namesTool(token, tool)))),
  );
  return isSaid ? whole : undefined;
}

/** "lend one", "lend them"; the number one stands before what it counts. */
function isPronoun(token: Token): boolean {
  return (
    (token.kind === "word" && token.lower === "them") ||
    (token.kind === "number" && token.text.trim().toLowerCase() === "one")
  );
}
