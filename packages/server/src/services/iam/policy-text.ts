import {
  type DocumentUse,
  isConditionOperator,
  type PolicyDocument,
  parsePolicyDocument,
} from "@toolgate/iam";
import { ServiceFault } from "../service.ts";
import { limitExceeded } from "./iam-faults.ts";

/**
 * The document that somebody wants to keep.
 * @throws ServiceFault MalformedPolicyDocument with everything that is wrong in it.
 */
export function checkedPolicy(text: string, use: DocumentUse): PolicyDocument {
  const parsed = parsePolicyDocument(text, use);
  if (!parsed.ok) throw malformed(parsed.faults);
  const conditions = parsed.document.statements.flatMap((statement) => statement.conditions);
  const unknown = conditions.filter(({ operator }) => !isConditionOperator(operator));
  if (unknown.length > 0)
    throw malformed(unknown.map(({ operator }) => `Invalid Condition type : ${operator}.`));
  return parsed.document;
}

function malformed(faults: readonly string[]): ServiceFault {
  return new ServiceFault("MalformedPolicyDocument", faults.join(" "));
}

/**
 * A document that was checked when it was kept.
 * @throws Error when it no longer parses, which is a fault of ours.
 */
export function keptPolicy(text: string): PolicyDocument {
  const parsed = parsePolicyDocument(text);
  if (!parsed.ok) throw new Error(`A kept policy document does not parse: ${parsed.faults.join(" ")}`);
  return parsed.document;
}

/** Characters as IAM counts them for its quotas: all but white space. */
export function policySize(text: string): number {
  return text.replaceAll(/\s/g, "").length;
}

/** @throws ServiceFault LimitExceeded, in IAM's words for the quota of that name. */
export function checkQuota(quota: string, size: number, most: number): void {
  if (size > most) throw limitExceeded(`Cannot exceed quota for ${quota}: ${most}`);
}

/** A document as IAM answers with it: in the percent-encoding of RFC 3986. */
export function encodedPolicy(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
