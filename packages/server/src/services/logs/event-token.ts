import { z } from "zod";
import { ServiceFault } from "../service.ts";

/** An event's place: the number of its call, and which of the call's it is. */
export interface EventPosition {
  readonly seq: number;
  readonly index: number;
}

const tokenShape = z.tuple([
  z.enum(["oldest-first", "newest-first"]),
  z.number().int().min(0),
  z.number().int().min(0).max(99),
]);

/** How far a page has come, and in which order. */
export function issueToken(order: "oldest-first" | "newest-first", { seq, index }: EventPosition): string {
  return Buffer.from(JSON.stringify([order, seq, index])).toString("base64url");
}

/** @throws ServiceFault for a token that was not issued here. */
export function readToken(token: string): {
  readonly order: "oldest-first" | "newest-first";
  readonly position: EventPosition;
} {
  const read = tokenShape.safeParse(parsed(Buffer.from(token, "base64url").toString("utf8")));
  if (!read.success) {
    throw new ServiceFault(
      "InvalidParameterException",
      "The specified nextToken is invalid: it was not issued by Toolgate. Ask again without it.",
    );
  }
  const [order, seq, index] = read.data;
  return { order, position: { seq, index } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The id of an event: digits, in the order of events, the same each time. */
export function eventId({ seq, index }: EventPosition): string {
  return `${String(seq).padStart(18, "0")}${String(index).padStart(2, "0")}`;
}
