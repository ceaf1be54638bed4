import {
  actionEntity,
  callContext,
  compilePolicy,
  DatetimeValue,
  decide,
  fromPlain,
  gatewayEntity,
  PolicySet,
  parsePolicy,
  principalEntity,
  toolArguments,
  translate,
  vocabularyOf,
} from "@toolgate/policy";

/** A tool of a sentence's gateway: its action's name, what it does, its arguments as JSON Schema properties. */
export interface SentenceTool {
  readonly action: string;
  readonly description?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Arguments that no call leaves out; none unless told. */
  readonly required?: readonly string[];
}

/** A call that a sentence decides: the tool, its arguments, the caller's claims, or the ARN of a caller with AWS credentials. */
export type SentenceCall = readonly [
  string,
  Readonly<
    Record<string, boolean | number | string | readonly string[] | Readonly<Record<string, string | number>>>
  >,
  (Readonly<Record<string, string>> | string)?,
];

const gateway = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/sentences";

/**
 * How the sentence decides the calls: "A" allowed, "D" denied, in their order; "refused" where it is not wholly understood.
 * With `base`, everything is allowed that the sentence does not forbid.
 */
export function decided(
  sentence: string,
  tools: readonly SentenceTool[],
  calls: readonly SentenceCall[],
  base = false,
): string {
  const schemas = schemasOf(tools);
  const vocabulary = vocabularyOf(
    tools.map(({ action, description }) => ({
      action,
      ...(description === undefined ? {} : { description }),
      inputSchema: schemas.get(action) ?? { type: "object" },
    })),
    { gatewayArn: gateway },
  );
  const statements = translate(sentence, vocabulary).map(({ result }) =>
    result.kind === "policy" ? result.statement : undefined,
  );
  const written = statements.filter((statement) => statement !== undefined);
  return written.length < statements.length ? "refused" : decidedBy(written, tools, calls, base);
}

/** How policies decide the calls, in the same way. */
export function decidedBy(
  statements: readonly string[],
  tools: readonly SentenceTool[],
  calls: readonly SentenceCall[],
  base = false,
): string {
  const schemas = schemasOf(tools);
  const all = [
    ...(base ? ["permit(principal, action, resource is AgentCore::Gateway);"] : []),
    ...statements,
  ];
  const set = new PolicySet(
    all.map((statement, index) => {
      const parsed = parsePolicy(statement);
      if (!parsed.ok) throw new Error(`${statement} does not parse`);
      return compilePolicy(parsed.policy, `p${index}`);
    }),
  );
  return calls
    .map(([tool, input, tags = {}]) => {
      const read = toolArguments(schemas.get(tool) ?? { type: "object" }, fromPlain({ ...input }));
      if (!read.ok) throw new Error(`${tool}: ${read.path} ${read.message}`);
      const { decision } = decide(set, {
        principal: principalEntity(
          typeof tags === "string"
            ? { type: "AgentCore::IamEntity", id: tags, tags: {} }
            : { type: "AgentCore::OAuthUser", id: "someone", tags },
        ),
        action: actionEntity(tool),
        resource: gatewayEntity(gateway),
        context: callContext(read.input, new DatetimeValue(Date.parse("2026-09-01T12:00:00Z"))),
      });
      return decision === "ALLOW" ? "A" : "D";
    })
    .join("");
}

type Schema = Parameters<typeof toolArguments>[0];

function schemasOf(tools: readonly SentenceTool[]): ReadonlyMap<string, Schema> {
  return new Map(
    tools.map(({ action, properties, required = [] }): [string, Schema] => [
      action,
      { type: "object", properties, required },
    ]),
  );
}
