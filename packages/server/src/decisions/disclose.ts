import { fromPlain, type JsonValue, type PlainJson } from "@toolgate/policy";
import type { DecisionRecord } from "./decision-record.ts";
import type { RecordSettings } from "./record-settings.ts";
import { createRedact } from "./redact.ts";

/** What a record may tell of the caller's claims and of the arguments, as far as the settings let them in. */
export type Disclose = (
  identity: { readonly claims: Readonly<Record<string, unknown>> },
  args: JsonValue | undefined,
) => Pick<DecisionRecord, "claims" | "arguments">;

const nothing = {};

/** Redaction holds for claims that are named in the settings too. */
export function createDisclose(settings: Pick<RecordSettings, "claims" | "arguments" | "redact">): Disclose {
  const redact = createRedact(settings.redact);
  const wanted = Array.isArray(settings.claims) ? new Set(settings.claims) : undefined;

  function disclosedClaims(claims: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const kept = Object.entries(claims).filter(([name]) => wanted === undefined || wanted.has(name));
    // The claims of a token are JSON.
    return redact(fromPlain(Object.fromEntries(kept) as PlainJson)) as Record<string, unknown>;
  }

  if (settings.claims === false && !settings.arguments) return () => nothing;
  return ({ claims }, args) => ({
    ...(settings.claims === false ? {} : { claims: disclosedClaims(claims) }),
    ...(settings.arguments && args !== undefined ? { arguments: redact(args) } : {}),
  });
}
