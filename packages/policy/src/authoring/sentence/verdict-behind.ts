import { modalAllows, modalDenials } from "../words/effect-words.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const verdict =
  /^(?:allow|permit|accept|approve) (?:(?:it|this|that|them|(?:the|such|these) (?:call|request|action|operation)s?) )?(?:only )?(?=(?:if|when|whenever|where|provided) )/;

/** "Members may project their own pension: allow the call if A" is "members may project their own pension if A"; undefined where the verdict is not said again so. */
export function withoutSecondVerdict(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex((token) => token.kind === "mark" && /^[:,–—-]$/.test(token.text));
  if (at < 2) return undefined;
  const left = tokens.slice(0, at);
  const right = tokens.slice(at + 1);
  const said = verdict.exec(patternText(right.slice(0, 6)))?.[0];
  if (said === undefined || !allows(left)) return undefined;
  return [...left, ...right.slice(said.trim().split(" ").length)];
}

/** Whether the words give a permission: "members may …", and no "may not". */
function allows(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex(
    (_token, index) => index > 0 && new Reader(tokens, index).take(...modalAllows) !== undefined,
  );
  if (at < 0 || new Reader(tokens, at).take(...modalDenials) !== undefined) return false;
  return !tokens.some(
    (token) =>
      token.kind === "word" && /^(?:not|never|no|nobody|none|unless|except|when|if)$/.test(token.lower),
  );
}
