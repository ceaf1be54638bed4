import type { Requirement } from "./requirement.ts";

export const controlRequirements = [
  {
    id: "control.engine.create",
    source: "AWS API reference: CreatePolicyEngine; Toolgate, statuses settle at once",
    sentence: "An engine is ACTIVE when the call that creates it returns.",
  },
  {
    id: "control.engine.unique",
    source: "AWS API reference: CreatePolicyEngine",
    sentence: "Two engines of one account and Region cannot have one name: ConflictException.",
  },
  {
    id: "control.engine.update",
    source: "AWS API reference: UpdatePolicyEngine",
    sentence: "A PATCH without description leaves it; an empty wrapper clears it.",
  },
  {
    id: "control.engine.delete",
    source: "AWS SDK waiter PolicyEngineDeleted",
    sentence: "A deleted engine answers DELETING, then ResourceNotFoundException.",
  },
  {
    id: "control.engine.in-use",
    source: "AWS API reference: DeletePolicyEngine",
    sentence:
      "An engine that holds policies or that a gateway uses cannot be deleted: ConflictException naming them.",
  },
  {
    id: "control.gateway.create",
    source: "AWS API reference: CreateGateway",
    sentence:
      "A gateway is READY, with its URL and its workload identity, when the call that creates it returns.",
  },
  {
    id: "control.gateway.same-id",
    source: "Toolgate, gateway names",
    sentence: "A gateway that is made again has the id and the ARN that it had.",
  },
  {
    id: "control.gateway.unique",
    source: "Toolgate, gateway names",
    sentence:
      "Gateway names are unique without regard to case, and a name that is another gateway's id is refused.",
  },
  {
    id: "control.gateway.update",
    source: "AWS API reference: UpdateGateway",
    sentence: "A PUT replaces the whole gateway; without policyEngineConfiguration it detaches the engine.",
  },
  {
    id: "control.gateway.engine",
    source: "AgentCore guide: engine and gateway are in one account and Region",
    sentence: "A gateway is attached only to an engine that exists in its own account and Region.",
  },
  {
    id: "control.gateway.role",
    source: "Toolgate, roles",
    sentence:
      "A role that Toolgate has never heard of is trusted on loopback only, and statusReasons say so.",
  },
  {
    id: "control.gateway.delete",
    source: "AWS API reference: DeleteGateway",
    sentence:
      "A gateway with targets cannot be deleted; without, it goes with its tags and its workload identity.",
  },
  {
    id: "control.in-force",
    source: "Toolgate, consistency",
    sentence: "A change is in force when the call that makes it returns.",
  },
  {
    id: "control.target.create",
    source: "AWS API reference: CreateGatewayTarget",
    sentence: "A Lambda target is READY when the call that creates it returns.",
  },
  {
    id: "control.target.unique",
    source: "Toolgate, Control plane",
    sentence: "Target names are unique on their gateway without regard to case.",
  },
  {
    id: "control.target.update",
    source: "AWS API reference: UpdateGatewayTarget",
    sentence: "A PUT replaces the whole target.",
  },
  {
    id: "control.idempotent",
    source: "AWS API reference: clientToken",
    sentence: "The same request with the same clientToken gets the first answer, also after a restart.",
  },
  {
    id: "control.idempotent.mismatch",
    source: "AWS API reference: ValidationException",
    sentence: "Another request with the same clientToken is refused as IdempotentParameterMismatchException.",
  },
  {
    id: "control.idempotent.scope",
    source: "Toolgate, Control plane",
    sentence: "A clientToken is kept for its caller, Region and operation, for 24 hours.",
  },
  {
    id: "control.page.keyset",
    source: "Toolgate, Control plane",
    sentence: "Pages neither repeat nor miss a resource while others come and go.",
  },
  {
    id: "control.page.restart",
    source: "Toolgate, Control plane",
    sentence: "A page token holds after a restart.",
  },
  {
    id: "control.page.bound",
    source: "Toolgate, Control plane",
    sentence: "A forged page token, or one of another list, is refused by name.",
  },
  {
    id: "control.tags",
    source: "AWS API reference: TagResource",
    sentence: "Engines, gateways and workload identities carry up to fifty tags.",
  },
  {
    id: "control.identity",
    source: "AWS API reference: CreateWorkloadIdentity",
    sentence: "Workload identities are created, read, updated, listed and deleted.",
  },
  {
    id: "control.identity.gateway",
    source: "Toolgate, Control plane",
    sentence: "The workload identity that a gateway brought goes only with the gateway.",
  },
] as const satisfies readonly Requirement[];
