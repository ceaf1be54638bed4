import type { AwsService } from "../services/service.ts";
import type { AwsDoor } from "./aws-door.ts";
import { jsonDoor } from "./aws-json/json-door.ts";
import { queryDoor } from "./aws-query/query-door.ts";
import { lambdaDoor } from "./lambda/lambda-door.ts";

/** The door of a service, by the protocol it speaks. */
export function doorOf(service: AwsService): AwsDoor {
  const { protocol } = service;
  switch (protocol.kind) {
    case "query":
      return queryDoor(service, protocol.version, protocol.namespace);
    case "json":
      return jsonDoor(service, protocol.target);
    case "rest-json":
      return lambdaDoor(service);
  }
}
