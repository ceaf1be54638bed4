/** The guide's `test_policy_suite`: calls tools and compares what policy did with what it should. */

export interface PolicyTest {
  readonly name: string;
  readonly token: string;
  /** `<target>___<tool>`. */
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly expected: "ALLOW" | "DENY";
}

export interface PolicyTestResult {
  readonly test: string;
  readonly expected: "ALLOW" | "DENY";
  readonly actual: "ALLOW" | "DENY";
  readonly passed: boolean;
  /** The tool's answer, or why it was not asked. */
  readonly text: string;
}

/** Runs the tests one after the other; throws when a call is answered by neither a result nor a denial. */
export async function testPolicySuite(
  gatewayUrl: string,
  tests: readonly PolicyTest[],
): Promise<readonly PolicyTestResult[]> {
  const results: PolicyTestResult[] = [];
  for (const { name, token, tool, args, expected } of tests) {
    const { isError, text } = await callGatewayTool(gatewayUrl, token, tool, args);
    const actual = isError ? "DENY" : "ALLOW";
    results.push({ test: name, expected, actual, passed: actual === expected, text });
  }
  return results;
}

/** One tools/call as the guide makes it: a plain POST. `isError` stands inside `result`, which the guide overlooks. */
async function callGatewayTool(
  gatewayUrl: string,
  token: string,
  name: string,
  args: object,
): Promise<{ readonly isError: boolean; readonly text: string }> {
  const response = await fetch(gatewayUrl, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } }),
  });
  const { result, error } = (await response.json()) as {
    readonly result?: { readonly isError?: boolean; readonly content: readonly { readonly text?: string }[] };
    readonly error?: { readonly code: number; readonly message: string };
  };
  if (result !== undefined) {
    return { isError: result.isError === true, text: result.content.map(({ text }) => text ?? "").join(" ") };
  }
  // AWS denies in this form too.
  if (error?.code === -32_002) return { isError: true, text: error.message };
  throw new Error(`${name} was answered ${response.status}: ${JSON.stringify(error)}.`);
}
