import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const requires = /^(?:needs?|requires?|must|calls? for|takes?)$/;
const caller =
  /^(?:, )?and (?:also )?(?:the caller|the user|callers?|whoever (?:does it|asks|calls)|users?) (?:must|has to|have to|needs to|need to) (?:have|hold|carry) (?:the )?(?=(?:role|group|scope) )/;

/** "needs a warrant ID and the caller must have role x" as "needs a warrant ID and role x"; undefined where nothing is required so. */
export function withCallerRequired(tokens: readonly Token[]): readonly Token[] | undefined {
  for (const [at, token] of tokens.entries()) {
    if (at < 3 || !/^(?:,|and)$/.test(patternText([token]))) continue;
    const said = caller.exec(`${patternText(tokens.slice(at, at + 12))} `);
    if (said === null) continue;
    const isRequired = tokens.slice(0, at).some((each) => requires.test(patternText([each])));
    if (!isRequired) return undefined;
    return [
      ...tokens.slice(0, at),
      ...inserted("and", token),
      ...tokens.slice(at + said[0].trim().split(" ").length),
    ];
  }
  return undefined;
}
