import { invalidParameter } from "./lambda-faults.ts";

const longest = 4_096;

/** Source: Lambda developer guide, "Reserved environment variables". */
const reserved = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
]);

const unable =
  "Lambda was unable to configure your environment variables because the environment variables you have provided";

/** @throws ServiceFault InvalidParameterValueException for names that Lambda keeps, and beyond 4 KB. */
export function checkEnvironment(variables: Readonly<Record<string, string>>): void {
  const kept = Object.keys(variables).filter((name) => reserved.has(name));
  if (kept.length > 0) {
    throw invalidParameter(
      `${unable} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${kept.join(", ")}`,
    );
  }
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  if (bytes > longest)
    throw invalidParameter(`${unable} exceeded the 4KB limit: they have ${bytes} bytes as JSON.`);
}
