import type { CedarSchema } from "../evaluate/decision.ts";
import { actionGroups, callToolGroup, mcpGroup, splitActionName, unknownToolAction } from "./action-name.ts";
import type { CedarShape } from "./cedar-shape.ts";
import { cedarShape, type ToolSchema } from "./tool-schema.ts";

export interface ToolForSchema {
  /** `<Target>___<tool>`. */
  readonly action: string;
  readonly inputSchema: ToolSchema;
  /** The kinds of caller that this tool has, where they are not those of the schema. */
  readonly principalTypes?: readonly SchemaPrincipal[] | undefined;
}

type SchemaPrincipal = "OAuthUser" | "IamEntity";

export interface CedarSchemaOptions {
  /** The kinds of caller that the engine's gateways really have; `OAuthUser` unless told. */
  readonly principalTypes?: readonly SchemaPrincipal[] | undefined;
  /** Count AWS's built-in actions too, so that a policy on any action may use no argument at all. */
  readonly strictAws?: boolean | undefined;
}

/** The schema of an engine's tools in Cedar's JSON form, namespace `AgentCore`. Source: AWS guide, "Policy schema constraints". */
export function cedarSchema(tools: readonly ToolForSchema[], options: CedarSchemaOptions = {}): CedarSchema {
  const principalTypes = options.principalTypes ?? ["OAuthUser"];
  const appliesTo = (input: CedarType, callers = principalTypes) => ({
    principalTypes: [...callers],
    resourceTypes: ["Gateway"],
    context: record({ input: { ...input, required: true }, system: { ...systemContext, required: true } }),
  });
  // Without a tool nothing would apply and even `forbid(principal, action, resource);` would be refused
  const builtIn =
    options.strictAws === true || tools.length === 0 ? { appliesTo: appliesTo(record({})) } : {};

  const actions = new Map<string, unknown>([
    [mcpGroup, {}],
    [callToolGroup, { memberOf: [{ id: mcpGroup }], ...builtIn }],
    [unknownToolAction, { memberOf: [{ id: callToolGroup }], ...builtIn }],
  ]);
  for (const { action } of tools) {
    const target = splitActionName(action)?.target;
    if (target !== undefined) actions.set(target, { memberOf: [{ id: callToolGroup }] });
  }
  for (const { action, inputSchema, principalTypes: callers } of tools) {
    const [group] = actionGroups(action);
    actions.set(action, { memberOf: [{ id: group }], appliesTo: appliesTo(inputType(inputSchema), callers) });
  }
  return { AgentCore: { entityTypes, actions: Object.fromEntries(actions), commonTypes: {} } };
}

type CedarType = Readonly<Record<string, unknown>>;

const record = (attributes: Readonly<Record<string, CedarType>>): CedarType => ({
  type: "Record",
  attributes,
});
const identified = record({ id: { type: "String", required: true } });
const systemContext = record({ now: { type: "Extension", name: "datetime", required: true } });
const entityTypes = {
  OAuthUser: { shape: identified, tags: { type: "String" } },
  IamEntity: { shape: identified },
  Gateway: {},
};

/** The context's `input` must be a record, whatever a tool says of itself. */
function inputType(schema: ToolSchema): CedarType {
  const shape = cedarShape(schema);
  return shape.kind === "record" ? cedarType(shape) : record({});
}

function cedarType(shape: CedarShape): CedarType {
  switch (shape.kind) {
    case "string":
      return { type: "String" };
    case "long":
      return { type: "Long" };
    case "bool":
      return { type: "Boolean" };
    case "decimal":
      return { type: "Extension", name: "decimal" };
    case "opaque":
      return record({});
    case "set":
      return { type: "Set", element: cedarType(shape.items) };
    case "record":
      return record(
        Object.fromEntries(
          shape.members.map((member) => [
            member.name,
            { ...cedarType(member.shape), required: member.required && !member.nullable },
          ]),
        ),
      );
  }
}
