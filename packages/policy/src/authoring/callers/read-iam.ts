import { readValue } from "../conditions/read-values.ts";
import type { Who } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import { takeAnyAccount } from "./told-by-credentials.ts";

const turns =
  /^(?:not|never|no|nobody|none|but|except|excepting|excluding|other|than|without|unless|save|besides|apart|minus|and|or|nor|,|\(|\))$/;

/** Callers with AWS credentials: an account, or a role in one. */
export function readIam(reader: Reader): Who | undefined {
  return reader.attempt(() => {
    reader.take(
      "the iam caller",
      "the iam principal",
      "iam callers",
      "iam caller",
      "iam principal",
      "callers",
      "the caller",
      "principals",
      "any caller",
      "iam principals",
      "aws principals",
      "any principal",
      "all callers",
      "requests",
      "anyone",
      "everyone",
    );
    const service = reader.attempt(() => {
      reader.take("the");
      for (let ahead = 0; ahead < 5; ahead += 1) {
        if (reader.word(ahead) === "(" && reader.word(ahead + 1) === "iam") {
          reader.at += ahead + 1;
          return true;
        }
        // "everyone except the batch service (IAM role x …)" are all others
        if (turns.test(reader.word(ahead))) return undefined;
      }
      return undefined;
    });
    reader.take(
      "assuming",
      "using",
      "who assume",
      "that assume",
      "who assumes",
      "that assumes",
      "with",
      "in",
      "from",
      "of",
    );
    const named = reader.attempt(() => byArn(reader));
    if (named !== undefined) return named;
    const user = reader.attempt(() => userNamed(reader));
    const role = user === undefined ? reader.attempt(() => roleNamed(reader)) : undefined;
    if (role !== undefined && service === undefined && takeAnyAccount(reader)) {
      return { kind: "iam", account: undefined, role };
    }
    reader.take("in", "from", "of", "belonging to");
    const spoken = reader.take(
      "aws account",
      "account",
      "the aws account",
      "the account",
      "aws accounts",
      "account id",
      "account number",
    );
    const id = reader.peek();
    const account = id?.kind === "number" ? id.plain : undefined;
    if (account === undefined || !/^\d{12}$/.test(account) || spoken === undefined) return undefined;
    reader.at += 1;
    if (service !== undefined && reader.take(")") === undefined) return undefined;
    return { kind: "iam", account, role, ...(user === undefined ? {} : { user }) };
  });
}

/** "the IAM user batch-runner", "AWS user named x". */
function userNamed(reader: Reader): string | undefined {
  reader.take("the", "an");
  if (reader.take("iam user", "aws user") === undefined) return undefined;
  reader.take("named", "called", "with the name", "with name");
  return readValue(reader, [])?.text;
}

/** "the IAM role Clerk", "the Clerk role", "ClerkRole". */
function roleNamed(reader: Reader): string | undefined {
  reader.take("the", "an");
  const iam = reader.take("iam role", "aws role", "assumed role", "role");
  if (iam !== undefined) reader.take("named", "called", "with the name", "with name");
  const value = readValue(reader, []);
  if (value === undefined) return undefined;
  const said = reader.take("iam role", "aws role", "role") !== undefined;
  return iam !== undefined || said || /Role/.test(value.text) ? value.text : undefined;
}

/** "the IAM role arn:aws:…", "the role ARN arn:aws:…", or the ARN alone. */
function byArn(reader: Reader): Who | undefined {
  reader.take("the", "an", "any");
  reader.take(
    "iam role arn",
    "iam user arn",
    "iam role",
    "iam user",
    "iam principal",
    "aws role",
    "assumed role",
    "role arn",
    "role",
    "arn",
    "principal",
    "caller",
  );
  reader.take("with the arn", "with arn", "arn");
  const arn = reader.peek();
  if (arn?.kind !== "word" && arn?.kind !== "quoted") return undefined;
  const found = /^arn:aws:(?:iam|sts)::(\d{12}):(assumed-role|role|user)\/([\w+=,.@/-]{1,200})$/.exec(
    arn.text,
  );
  const [, account = "", kind = "", name = ""] = found ?? [];
  if (found === null) return undefined;
  reader.at += 1;
  return kind === "user"
    ? { kind: "iam", account, role: undefined, user: name }
    : { kind: "iam", account, role: name };
}
