import { z } from "zod";
import { type ServiceOperation, serviceOperation } from "../service.ts";
import { checkEnvironment } from "./check-environment.ts";
import { checkRole } from "./check-role.ts";
import { codeOf, keepCode, refuseUploads } from "./code-of-request.ts";
import { checkRoom } from "./create-function.ts";
import { functions } from "./function-body.ts";
import { namedFunction } from "./function-name.ts";
import { preconditionFailed } from "./lambda-faults.ts";
import {
  architectures,
  codeElsewhere,
  description,
  environment,
  functionName,
  handler,
  memorySize,
  notBuilt,
  publish,
  revisionId,
  role,
  runtime,
  timeout,
  zipFile,
} from "./lambda-inputs.ts";
import {
  environmentSeal,
  type FunctionChanges,
  keptFunction,
  type LambdaParts,
  lambdaTime,
  newRevision,
} from "./lambda-parts.ts";
import { shownFunction } from "./shown-function.ts";

const codeInput = z.strictObject({
  FunctionName: functionName,
  ZipFile: zipFile.optional(),
  ...codeElsewhere,
  Architectures: architectures.optional(),
  Publish: publish,
  DryRun: z.boolean().default(false),
  RevisionId: revisionId,
  PublishTo: z.undefined("PublishTo is not built in Toolgate; leave it out").optional(),
});

const configurationInput = z.strictObject({
  FunctionName: functionName,
  Role: role.optional(),
  Handler: handler.optional(),
  Description: description.optional(),
  Timeout: timeout.optional(),
  MemorySize: memorySize.optional(),
  Environment: environment.optional(),
  Runtime: runtime.optional(),
  RevisionId: revisionId,
  ...notBuilt,
});

/** UpdateFunctionCode and UpdateFunctionConfiguration: in force when they are answered. */
export function updateFunctionOperations(
  parts: LambdaParts,
  changes: FunctionChanges,
): Record<string, ServiceOperation> {
  const { store, sealer, clock, uploaded } = parts;

  return {
    UpdateFunctionCode: serviceOperation(codeInput, async (asked, call) => {
      const named = namedFunction(asked.FunctionName, call.caller.place);
      const code = codeOf(asked.ZipFile, parts);
      const known = await store.read((view) => keptFunction(view, named, parts));
      checkRevision(asked.RevisionId, known.body.revision);
      const changed = {
        codeSha256: code.sha256,
        codeSize: code.archive.length,
        modifiedAt: lambdaTime(clock),
        revision: newRevision(),
        ...(asked.Architectures?.[0] === undefined ? {} : { architecture: asked.Architectures[0] }),
      };
      if (asked.DryRun) {
        await keepCode(uploaded, code);
        return shownFunction({ ...known, body: { ...known.body, ...changed } }, parts);
      }
      const kept = await changes.make(
        call,
        async (change) => {
          const { body, ...rest } = await keptFunction(change, named, parts);
          checkRevision(asked.RevisionId, body.revision);
          const updated = { ...rest, body: { ...body, ...changed } };
          const others = (await functions.list(change)).filter(({ key }) => key !== named.key);
          checkRoom([...others.map((one) => one.body), updated.body]);
          await functions.put(change, updated);
          return updated;
        },
        () => keepCode(uploaded, code),
      );
      return shownFunction(kept, parts);
    }),
    UpdateFunctionConfiguration: serviceOperation(configurationInput, async (asked, call) => {
      // An environment says what an interpreter loads first, and so is code.
      refuseUploads(parts.noUploads);
      const named = namedFunction(asked.FunctionName, call.caller.place);
      const variables = asked.Environment?.Variables;
      if (variables !== undefined) checkEnvironment(variables);
      await store.read((view) => keptFunction(view, named, parts));
      if (asked.Role !== undefined) await checkRole(asked.Role, parts);
      const kept = await changes.make(call, async (change) => {
        const { body, sealed, ...rest } = await keptFunction(change, named, parts);
        checkRevision(asked.RevisionId, body.revision);
        const updated = {
          ...rest,
          sealed:
            variables === undefined
              ? sealed
              : sealer.seal(JSON.stringify(variables), environmentSeal(named.arn)),
          body: {
            ...body,
            role: asked.Role ?? body.role,
            handler: asked.Handler ?? body.handler,
            description: asked.Description ?? body.description,
            timeout: asked.Timeout ?? body.timeout,
            memorySize: asked.MemorySize ?? body.memorySize,
            runtime: asked.Runtime ?? body.runtime,
            modifiedAt: lambdaTime(clock),
            revision: newRevision(),
          },
        };
        await functions.put(change, updated);
        return updated;
      });
      return shownFunction(kept, parts);
    }),
  };
}

function checkRevision(asked: string | undefined, newest: string): void {
  if (asked !== undefined && asked !== newest) throw preconditionFailed();
}
