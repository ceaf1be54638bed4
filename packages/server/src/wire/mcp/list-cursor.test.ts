import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { issueCursor, readCursor } from "./list-cursor.ts";

const ann = { gatewayId: "g-0123456789", principal: { type: "AgentCore::OAuthUser", id: "ann" } };
const cursor = issueCursor(ann, "Pay___send");

it(verifies("revisions.pages", "a cursor names the place after a tool"), () => {
  expect(readCursor(ann, cursor)).toBe("Pay___send");
  expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
});

const other = { ...ann, principal: { ...ann.principal, id: "bob" } };
const elsewhere = { ...ann, gatewayId: "h-0123456789" };
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

it.each([
  ["another caller's", issueCursor(other, "Pay___send")],
  ["another gateway's", issueCursor(elsewhere, "Pay___send")],
  ["one with padding", `${cursor}=`],
  ["one cut short", cursor.slice(0, -1)],
  ["one with a character more", `${cursor}A`],
  ["an empty one", ""],
  ["text", "next"],
  ["an object", encoded({ 1: "Pay___send" })],
  ["a list without owner", encoded(["", "Pay___send"])],
  ["a number", 7],
  ["a long one", issueCursor(ann, "x".repeat(3_000))],
])(verifies("revisions.pages", "%s is none of this list"), (_what, given) => {
  expect(readCursor(ann, given)).toBeUndefined();
});
