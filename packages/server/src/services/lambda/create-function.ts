import { z } from "zod";
import { ServiceFault, type ServiceOperation, serviceOperation } from "../service.ts";
import { checkEnvironment } from "./check-environment.ts";
import { checkRole } from "./check-role.ts";
import { codeOf, keepCode } from "./code-of-request.ts";
import { type FunctionBody, functions } from "./function-body.ts";
import { namedFunction } from "./function-name.ts";
import { conflict } from "./lambda-faults.ts";
import {
  architectures,
  codeElsewhere,
  description,
  environment,
  functionName,
  handler,
  memorySize,
  notBuiltAtCreation,
  publish,
  role,
  runtime,
  tags,
  timeout,
  zipFile,
} from "./lambda-inputs.ts";
import {
  environmentSeal,
  type FunctionChanges,
  type LambdaParts,
  lambdaTime,
  newRevision,
} from "./lambda-parts.ts";
import { shownFunction } from "./shown-function.ts";
import { tagsWith } from "./tag-operations.ts";

/** Bytes of all archives together, and functions. */
const most = { codeBytes: 5 * 1024 ** 3, functions: 1_000 };

const input = z.strictObject({
  FunctionName: functionName,
  Runtime: runtime,
  Role: role,
  Handler: handler,
  Code: z.strictObject({ ZipFile: zipFile.optional(), ...codeElsewhere }),
  Description: description.default(""),
  Timeout: timeout.default(3),
  MemorySize: memorySize.default(128),
  Publish: publish,
  Environment: environment.default({ Variables: {} }),
  Tags: tags.default({}),
  Architectures: architectures.default(["x86_64"]),
  ...notBuiltAtCreation,
});

/** CreateFunction. */
export function createFunctionOperation(parts: LambdaParts, changes: FunctionChanges): ServiceOperation {
  const { sealer, clock, uploaded, local } = parts;
  return serviceOperation(input, async (asked, call) => {
    const { name, arn, key } = namedFunction(asked.FunctionName, call.caller.place);
    const { Variables: variables } = asked.Environment;
    const code = codeOf(asked.Code.ZipFile, parts);
    if (local.isRegistered(arn)) {
      throw conflict(
        `Function already exist: ${name}. It is registered in Toolgate's configuration file, which outranks what is uploaded: take it out there, or choose another name`,
      );
    }
    await checkRole(asked.Role, parts);
    checkEnvironment(variables);
    const revision = newRevision();
    const body: FunctionBody = {
      name,
      region: call.caller.place.region,
      role: asked.Role,
      runtime: asked.Runtime,
      handler: asked.Handler,
      description: asked.Description,
      timeout: asked.Timeout,
      memorySize: asked.MemorySize,
      architecture: asked.Architectures[0] ?? "x86_64",
      codeSha256: code.sha256,
      codeSize: code.archive.length,
      modifiedAt: lambdaTime(clock),
      revision,
      permissions: [],
      permissionsRevision: revision,
      tags: tagsWith({}, asked.Tags),
    };
    const sealed =
      Object.keys(variables).length === 0
        ? undefined
        : sealer.seal(JSON.stringify(variables), environmentSeal(arn));
    const kept = { key, arn, body, sealed };
    await changes.make(
      call,
      async (change) => {
        const known = await functions.list(change);
        if (known.some((one) => one.key === key)) throw conflict(`Function already exist: ${name}`);
        checkRoom([...known.map((one) => one.body), body]);
        await functions.put(change, kept);
      },
      () => keepCode(uploaded, code),
    );
    return shownFunction(kept, parts);
  });
}

/** @throws ServiceFault CodeStorageExceededException */
export function checkRoom(bodies: readonly FunctionBody[]): void {
  const bytes = new Map(bodies.map(({ codeSha256, codeSize }) => [codeSha256, codeSize]));
  const total = [...bytes.values()].reduce((sum, size) => sum + size, 0);
  if (total <= most.codeBytes && bodies.length <= most.functions) return;
  throw new ServiceFault(
    "CodeStorageExceededException",
    `Code storage limit exceeded: Toolgate keeps ${most.functions} functions and ${most.codeBytes} bytes of archives; delete what is not used.`,
  );
}
