/** Lambda's operations by method and path. Source: the service model of the AWS SDKs. */

/** An operation, and what its path says. */
export interface LambdaRoute {
  readonly operation: string;
  readonly status: number;
  readonly path: Readonly<Record<string, string>>;
}

interface Row {
  readonly method: string;
  readonly pattern: RegExp;
  readonly operation: string;
  readonly status: number;
}

function row(method: string, uri: string, operation: string, status = 200): Row {
  const source = uri.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  return { method, pattern: new RegExp(`^${source}/?$`), operation, status };
}

const functions = "/2015-03-31/functions";
const one = `${functions}/{FunctionName}`;
const tags = "/2017-03-31/tags/{Resource}";

const rows: readonly Row[] = [
  row("POST", functions, "CreateFunction", 201),
  row("GET", functions, "ListFunctions"),
  row("GET", one, "GetFunction"),
  row("DELETE", one, "DeleteFunction", 204),
  row("PUT", `${one}/code`, "UpdateFunctionCode"),
  row("GET", `${one}/configuration`, "GetFunctionConfiguration"),
  row("PUT", `${one}/configuration`, "UpdateFunctionConfiguration"),
  row("GET", `${one}/versions`, "ListVersionsByFunction"),
  row("POST", `${one}/policy`, "AddPermission", 201),
  row("GET", `${one}/policy`, "GetPolicy"),
  row("DELETE", `${one}/policy/{StatementId}`, "RemovePermission", 204),
  row("POST", `${one}/invocations`, "Invoke"),
  row("POST", tags, "TagResource", 204),
  row("DELETE", tags, "UntagResource", 204),
  row("GET", tags, "ListTags"),
  // Refused by name.
  row("POST", `${one}/versions`, "PublishVersion"),
  row("POST", `${one}/aliases`, "CreateAlias"),
  row("GET", `${one}/aliases`, "ListAliases"),
  row("GET", `${one}/aliases/{Name}`, "GetAlias"),
  row("PUT", `${one}/aliases/{Name}`, "UpdateAlias"),
  row("DELETE", `${one}/aliases/{Name}`, "DeleteAlias"),
  row("POST", "/2014-11-13/functions/{FunctionName}/invoke-async", "InvokeAsync"),
  row(
    "POST",
    "/2021-11-15/functions/{FunctionName}/response-streaming-invocations",
    "InvokeWithResponseStream",
  ),
  row("POST", "/2015-03-31/event-source-mappings", "CreateEventSourceMapping"),
  row("GET", "/2015-03-31/event-source-mappings", "ListEventSourceMappings"),
  row("POST", "/2021-10-31/functions/{FunctionName}/url", "CreateFunctionUrlConfig"),
  row("GET", "/2021-10-31/functions/{FunctionName}/url", "GetFunctionUrlConfig"),
  row("PUT", "/2017-10-31/functions/{FunctionName}/concurrency", "PutFunctionConcurrency"),
  row("GET", "/2019-09-30/functions/{FunctionName}/concurrency", "GetFunctionConcurrency"),
  row("DELETE", "/2017-10-31/functions/{FunctionName}/concurrency", "DeleteFunctionConcurrency"),
  row("PUT", "/2019-09-25/functions/{FunctionName}/event-invoke-config", "PutFunctionEventInvokeConfig"),
  row("GET", "/2020-06-30/functions/{FunctionName}/code-signing-config", "GetFunctionCodeSigningConfig"),
  row("GET", "/2024-08-31/functions/{FunctionName}/recursion-config", "GetFunctionRecursionConfig"),
  row("GET", "/2021-07-20/functions/{FunctionName}/runtime-management-config", "GetRuntimeManagementConfig"),
  row("GET", "/2018-10-31/layers", "ListLayers"),
  row("POST", "/2018-10-31/layers/{LayerName}/versions", "PublishLayerVersion"),
  row("GET", "/2016-08-19/account-settings", "GetAccountSettings"),
];

const family =
  /^\/20\d\d-\d\d-\d\d\/(functions|tags|layers|event-source-mappings|account-settings|code-signing-configs)(\/|$)/;

/** Whether a path is Lambda's, known or not. */
export function isLambdaPath(path: string): boolean {
  return family.test(path);
}

/** The operation of a request; a name in the path that is no percent-encoding stays as it is. */
export function lambdaRoute(method: string, path: string): LambdaRoute | undefined {
  for (const { pattern, operation, status, method: expected } of rows) {
    const groups = expected === method ? pattern.exec(path) : null;
    if (groups === null) continue;
    const named = Object.entries(groups.groups ?? {}).map(([name, text]) => [name, decoded(text)]);
    return { operation, status, path: Object.fromEntries(named) };
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
