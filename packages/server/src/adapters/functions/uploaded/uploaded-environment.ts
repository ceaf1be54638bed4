import type { UploadedFunction } from "../../../uploaded-functions-port.ts";
import type { FunctionArn } from "../function-arn.ts";

/**
 * The whole environment of an uploaded function: an allow-list, as for registered ones.
 * Source: Lambda developer guide, "Defined runtime environment variables".
 */
export function uploadedEnvironment(
  { runtime, handler, memoryMb, environment }: UploadedFunction,
  { name, region }: FunctionArn,
  options: { readonly folder: string; readonly root: string; readonly path: string | undefined },
): Record<string, string> {
  return {
    PATH: options.path ?? "/usr/local/bin:/usr/bin:/bin",
    HOME: options.folder,
    TMPDIR: options.folder,
    LANG: "en_US.UTF-8",
    LC_ALL: "C.UTF-8",
    PYTHONUTF8: "1",
    TZ: "UTC",
    ...environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: "toolgate",
    LAMBDA_TASK_ROOT: options.root,
    _HANDLER: handler,
  };
}
