import type * as z from "zod";
import { memberFaults } from "./member-faults.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { policyShape } from "./policy-shape.ts";
import { readStatement } from "./read-statement.ts";
import { type DocumentUse, statementFaults } from "./statement-faults.ts";

/** A document, or everything that keeps the text from being one. */
export type ParsedDocument =
  | { readonly ok: true; readonly document: PolicyDocument }
  | { readonly ok: false; readonly faults: readonly string[] };

/** The most characters of a document; the limit of IAM's `PolicyDocument` members. */
const maxLength = 131_072;
const maxFaults = 20;

/**
 * Reads a policy document. With a use, what IAM refuses in such documents is a fault too; without, a document may name
 * principals or resources. Names standing twice and members that IAM does not know are faults.
 */
export function parsePolicyDocument(text: string, use?: DocumentUse): ParsedDocument {
  if (text.length > maxLength) {
    return refused(`The document has ${text.length} characters; the most is ${maxLength}.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refused(
      `The document is not valid JSON: ${error instanceof Error ? error.message : "unreadable"}.`,
    );
  }
  const misnamed = memberFaults(text);
  if (misnamed.length > 0) return refused(...misnamed);
  const shaped = policyShape.safeParse(json, { reportInput: false });
  if (!shaped.success) return refused(...shaped.error.issues.map(inWords));
  const { Version, Id, Statement } = shaped.data;
  const faults = Statement.flatMap((statement, at) => statementFaults(statement, at, use));
  const sids = Statement.flatMap(({ Sid }) => (Sid ? [Sid] : []));
  const twice = sids.filter((sid, at) => sids.indexOf(sid) !== at);
  if (twice.length > 0) {
    faults.push(
      `Statement IDs (SID) in a single policy must be unique: "${twice.join('", "')}" stands twice.`,
    );
  }
  if (faults.length > 0) return refused(...faults);
  return {
    ok: true,
    document: {
      version: Version ?? "2008-10-17",
      ...(Id === undefined ? {} : { id: Id }),
      statements: Statement.map(readStatement),
    },
  };
}

function refused(...faults: string[]): ParsedDocument {
  return { ok: false, faults: faults.slice(0, maxFaults) };
}

function inWords(issue: z.core.$ZodIssue): string {
  const where = issue.path.length === 0 ? "The document" : issue.path.map(String).join(".");
  if (issue.code !== "unrecognized_keys") return `${where}: ${issue.message}.`;
  return `${where} has a member that policies do not have: "${issue.keys.join('", "')}".`;
}
