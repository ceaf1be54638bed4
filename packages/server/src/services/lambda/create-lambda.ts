import type { AwsService } from "../service.ts";
import { createFunctionOperation } from "./create-function.ts";
import { invokeOperation } from "./invoke-operation.ts";
import { functionChanges, type LambdaParts } from "./lambda-parts.ts";
import { permissionOperations } from "./permission-operations.ts";
import { readFunctionOperations } from "./read-functions.ts";
import { tagOperations } from "./tag-operations.ts";
import { updateFunctionOperations } from "./update-function.ts";

/** Lambda, with the functions of the store in force. Source: Lambda API reference, 2015-03-31. */
export async function createLambda(parts: LambdaParts): Promise<AwsService> {
  const changes = functionChanges(parts);
  await changes.reload();
  return {
    name: "lambda",
    protocol: { kind: "rest-json" },
    invalidInput: "InvalidParameterValueException",
    operations: {
      CreateFunction: createFunctionOperation(parts, changes),
      ...readFunctionOperations(parts, changes),
      ...updateFunctionOperations(parts, changes),
      ...permissionOperations(parts, changes),
      ...tagOperations(parts, changes),
      Invoke: invokeOperation(parts),
    },
  };
}
