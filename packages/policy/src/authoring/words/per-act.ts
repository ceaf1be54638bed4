import type { Context } from "../context.ts";
import { verbOfAct } from "./act-nouns.ts";
import type { Reader } from "./reader.ts";

/** Whether "of the traffic" comes next behind "25 percent": of what it is a share. */
export function isShare(reader: Reader): boolean {
  const before = reader.tokens[reader.at - 1];
  return before?.kind === "number" && before.percent && reader.word() === "of";
}

/** Takes "per order" of a tool order_food, "per booking" of book_room: each call is one. */
export function perAct(reader: Reader, { tools }: Context): void {
  const token = reader.word() === "per" ? reader.peek(1) : undefined;
  if (token?.kind !== "word" || tools.length === 0) return;
  const act = verbOfAct(token.lower) ?? token.stem;
  if (tools.every(({ nameStems: [verb] }) => verb === act || verb === token.stem)) reader.at += 2;
}
