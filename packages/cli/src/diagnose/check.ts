/** One link of the chain, judged. */

/** A change that `--fix` can make. Policy documents are JSON text. */
export type Mend =
  | {
      readonly kind: "put-role-policy";
      readonly roleName: string;
      readonly policyName: string;
      readonly document: string;
    }
  | { readonly kind: "update-trust"; readonly roleName: string; readonly document: string }
  | {
      readonly kind: "create-role";
      readonly roleName: string;
      readonly path: string;
      readonly trust: string;
      readonly policyName: string;
      /** Absent where the gateway needs none. */
      readonly permissions: string | undefined;
    }
  | { readonly kind: "attach-engine"; readonly gatewayId: string; readonly engineArn: string }
  | {
      readonly kind: "update-policy";
      readonly engineId: string;
      readonly policyId: string;
      readonly statement: string;
    };

/** What mends a failure. */
export interface Cure {
  /** What to do, in a sentence. */
  readonly say: string;
  /** IAM JSON or Cedar, as it has to be. */
  readonly paste?: string | undefined;
  /** The same as a line for a shell. */
  readonly command?: string | undefined;
  /** Absent where `--fix` leaves it to people. */
  readonly mend?: Mend | undefined;
}

export interface Check {
  /** Stable, for programs: `role.trust`. */
  readonly id: string;
  /** What holds when all is well. */
  readonly title: string;
  readonly state: "ok" | "failed" | "unknown" | "skipped";
  /** What was seen; empty where the title says it all. */
  readonly evidence: string;
  /** The failure in one sentence that stands alone. */
  readonly cause?: string | undefined;
  readonly cures?: readonly Cure[] | undefined;
  /** True of a failure that may break nothing: it is the cause only where no other is. */
  readonly isIncidental?: true | undefined;
}

/** All is well. */
export function holds(id: string, title: string, evidence = ""): Check {
  return { id, title, state: "ok", evidence };
}

/** It cannot be known. */
export function unknown(id: string, title: string, evidence: string): Check {
  return { id, title, state: "unknown", evidence };
}

/** Nothing to ask, or something before it has to be mended first. */
export function skipped(id: string, title: string, evidence: string): Check {
  return { id, title, state: "skipped", evidence };
}

/** It does not hold. */
export function fails(
  id: string,
  title: string,
  failure: {
    readonly evidence: string;
    readonly cause: string;
    readonly cures: readonly Cure[];
    readonly isIncidental?: true | undefined;
  },
): Check {
  return { id, title, state: "failed", ...failure };
}
