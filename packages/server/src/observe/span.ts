/** A span as AWS writes it to the log group `aws/spans`. Source: seed 1, the span `AgentCore.Policy.PartiallyAuthorizeActions`. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly flags: number;
  readonly name: string;
  readonly kind: "SERVER" | "CLIENT";
  readonly startTimeUnixNano: number;
  readonly endTimeUnixNano: number;
  readonly durationNano: number;
  readonly attributes: Attributes;
  readonly status: { readonly code: "UNSET" | "ERROR" };
  readonly resource: { readonly attributes: Attributes };
  readonly parentSpanId?: string | undefined;
}

export type AttributeValue = string | number | boolean | readonly AttributeValue[];

export type Attributes = Readonly<Record<string, AttributeValue>>;
