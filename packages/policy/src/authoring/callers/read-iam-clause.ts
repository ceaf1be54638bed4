import type { Condition } from "../intermediate.ts";
import { attempt } from "../sentence/attempt.ts";
import type { Reader } from "../words/reader.ts";
import { readIam } from "./read-iam.ts";

/** "the caller is the IAM role Ops in account 123456789012", "they are not from account 123456789012". */
export function readIamClause(reader: Reader): Condition | undefined {
  return reader.attempt(() => {
    if (reader.take("the caller", "the principal", "the requester", "they") === undefined) return undefined;
    if (reader.take("is", "are", "is called by", "comes from", "come from") === undefined) return undefined;
    const isDenied = reader.take("not") !== undefined;
    reader.take("from", "called by", "made by");
    // a word that is no role is for others to read
    const who = attempt(() => readIam(reader));
    if (who?.kind !== "iam") return undefined;
    return isDenied ? { kind: "not", of: who } : who;
  });
}
