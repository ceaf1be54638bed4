type Environment = Readonly<Record<string, string | undefined>>;

/** What a Toolgate says when it refuses: its own sentence, and to a caller without a key, how to sign. */
export function refusalText(
  { status, text }: { readonly status: number; readonly text: string },
  url: string,
  environment: Environment = process.env,
): string {
  const told = messageIn(text) ?? `${url} answered ${status}: ${text.slice(0, 500)}`;
  return status === 403 ? `${told}${signingHint(environment)}` : told;
}

/** What whoever calls without an access key is to do; nothing for those who have one. */
export function signingHint(environment: Environment = process.env): string {
  return environment.AWS_ACCESS_KEY_ID
    ? ""
    : " This command signs when AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set, to what npx toolgate keys create has printed.";
}

function messageIn(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== "object" || body === null || !("message" in body)) return undefined;
    return typeof body.message === "string" ? body.message : undefined;
  } catch {
    return undefined;
  }
}
