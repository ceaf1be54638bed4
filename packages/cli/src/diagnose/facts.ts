/** What is known of a gateway and of all that it hangs on, before anything is judged. */
import type { JwtAuthorizer, RoleStanding } from "@toolgate/server";
import type { ExplainedCall } from "./explained-call.ts";
import type { TokenFact } from "./token-fact.ts";

/** What was asked for: there it is, or there is no such thing, or nobody would say. */
export type Fact<T> =
  | { readonly kind: "known"; readonly value: T }
  | { readonly kind: "absent"; readonly why: string }
  | { readonly kind: "unknown"; readonly why: string };

/** Whom it is asked of. */
export interface Place {
  readonly kind: "toolgate" | "aws";
  /** For the first line: an address, or AWS with its Region. */
  readonly label: string;
  /** What the AWS CLI needs to reach the same, with a space before it. */
  readonly awsOptions: string;
}

/** The two clocks, when they were last compared. */
export interface ClockFact {
  /** Milliseconds since the epoch, by the server's own clock. */
  readonly serverNow: number;
  /** Milliseconds that this machine's clock is ahead. */
  readonly ahead: number;
  /** Why a signed request was refused for its time, if one was. */
  readonly refused?: string | undefined;
}

export interface GatewayFact {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly statusReasons: readonly string[];
  readonly roleArn: string;
  readonly authorizerType: string;
  readonly jwt?: JwtAuthorizer | undefined;
  readonly engine?: { readonly arn: string; readonly mode: "ENFORCE" | "LOG_ONLY" } | undefined;
}

export interface TargetFact {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly statusReasons: readonly string[];
  readonly lambdaArn?: string | undefined;
  /** Names of its tools; undefined where only the target itself has them. */
  readonly tools?: readonly string[] | undefined;
}

export interface PolicyFact {
  readonly id: string;
  readonly engineId: string;
  readonly name: string;
  readonly status: string;
  readonly statusReasons: readonly string[];
  readonly statement: string;
  readonly isLogOnly: boolean;
}

export interface EngineFact {
  readonly id: string;
  readonly arn: string;
  readonly status: string;
  readonly statusReasons: readonly string[];
}

/** The role, and what a policy document does not say of it. */
export interface RoleFact {
  readonly standing: RoleStanding;
  /** The trust policy as it stands, JSON text. */
  readonly trustText?: string | undefined;
  readonly inlineNames: readonly string[];
  readonly boundaryArn?: string | undefined;
}

/** Who issues the callers' tokens. */
export interface IssuerFact {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly keyIds: Fact<readonly string[]>;
}

export interface Facts {
  readonly place: Place;
  readonly clock: ClockFact;
  readonly gateway: Fact<GatewayFact>;
  readonly engine: Fact<EngineFact>;
  /** Engines whose policies name the gateway, where none is attached. */
  readonly engineNamingIt: Fact<EngineFact | undefined>;
  readonly targets: Fact<readonly TargetFact[]>;
  readonly role: Fact<RoleFact>;
  /** By the ARN of the function: its own policy, JSON text; undefined when it has none. */
  readonly functions: ReadonlyMap<string, Fact<string | undefined>>;
  readonly policies: Fact<readonly PolicyFact[]>;
  /** Absent where callers bring no tokens. */
  readonly issuer: Fact<IssuerFact>;
  readonly token?: TokenFact | undefined;
  readonly call?: ExplainedCall | undefined;
}

/** The value, where it is known. */
export function knownValue<T>(fact: Fact<T>): T | undefined {
  return fact.kind === "known" ? fact.value : undefined;
}
