import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { Opening } from "../rule/opening.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import { stem } from "../words/word-stem.ts";
import { isOfKind } from "./match-fields.ts";

const owners = new Set(
  [
    "user",
    "customer",
    "owner",
    "username",
    "employee",
    "member",
    "email",
    "requester",
    "client",
    "student",
    "person",
    "account_holder",
  ].map(stem),
);

/** "their own orders": the argument that says whose equals the caller's name. */
export function ownCondition(context: Context, opening: Opening): Condition {
  const fields = new Map<string, VocabularyField>();
  for (const tool of context.tools) {
    const own = tool.fields.filter(
      (field) =>
        isOfKind(field, "text") &&
        field.shape.kind === "string" &&
        field.nameStems.some((name) => owners.has(name)),
    );
    const [only] = own;
    if (only === undefined || own.length > 1) {
      refuse(
        own.length > 1 ? "Several arguments may say whose it is" : "No argument says whose it is",
        spanOf(opening.tail),
        {
          candidates: (own.length > 0 ? own : tool.fields).map(({ path }) => path.join(".")),
          advice: 'Say it as in "when the customer id is the user\'s own username".',
        },
      );
    }
    fields.set(only.path.join("."), only);
  }
  const [field] = fields.values();
  if (field === undefined || fields.size > 1)
    refuse("The tools do not agree on the argument that says whose it is", spanOf(opening.tail));
  const claim = field.nameStems.includes("email") ? "email" : "username";
  context.notes.push(`"Own" is read as "${field.path.join(".")}" being equal to the claim ${claim}.`);
  return { kind: "same", field, claim };
}
