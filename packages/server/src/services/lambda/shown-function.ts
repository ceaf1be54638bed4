import { SealBroken, type Sealer } from "../../sealer-port.ts";
import type { UploadedFunctions } from "../../uploaded-functions-port.ts";
import type { Kept } from "../collection.ts";
import type { FunctionBody } from "./function-body.ts";
import { environmentOf } from "./lambda-parts.ts";

/** A function as Lambda shows it: FunctionConfiguration. */
export async function shownFunction(
  kept: Kept<FunctionBody>,
  { sealer, uploaded }: { readonly sealer: Sealer; readonly uploaded: UploadedFunctions },
) {
  const { arn, body } = kept;
  return {
    FunctionName: body.name,
    FunctionArn: arn,
    Runtime: body.runtime,
    Role: body.role,
    Handler: body.handler,
    CodeSize: body.codeSize,
    Description: body.description,
    Timeout: body.timeout,
    MemorySize: body.memorySize,
    LastModified: body.modifiedAt,
    CodeSha256: body.codeSha256,
    Version: "$LATEST",
    Environment: shownEnvironment(kept, sealer),
    TracingConfig: { Mode: "PassThrough" },
    RevisionId: body.revision,
    ...(await stateOf(body, uploaded)),
    LastUpdateStatus: "Successful",
    PackageType: "Zip",
    Architectures: [body.architecture],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
    LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${body.name}` },
  };
}

/** Whether it can run on this machine now. */
export async function stateOf(
  { runtime }: FunctionBody,
  uploaded: UploadedFunctions,
): Promise<{ readonly State: string; readonly StateReason?: string; readonly StateReasonCode?: string }> {
  const problem = await uploaded.problemOf(runtime);
  if (problem === undefined) return { State: "Active" };
  return { State: "Failed", StateReason: problem, StateReasonCode: "InvalidRuntime" };
}

function shownEnvironment(kept: Kept<FunctionBody>, sealer: Sealer) {
  try {
    const variables = environmentOf(sealer, kept);
    return Object.keys(variables).length === 0 ? undefined : { Variables: variables };
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    return { Error: { ErrorCode: "AccessDeniedException", Message: error.message } };
  }
}
