import type { LanguageModel } from "ai";
import type { AuthoringSettings } from "./authoring-settings.ts";

/** Bytes of one answer, as they are after decompression. */
const largestAnswer = 256 * 1024;

/** The provider's library is loaded here and not before: without a model in the configuration none is. */
export async function openModel(
  { provider, model, baseUrl }: AuthoringSettings,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<LanguageModel> {
  const common = { fetch: limitedFetch, ...(baseUrl === undefined ? {} : { baseURL: baseUrl }) };
  switch (provider) {
    case "bedrock":
      return (await import("@ai-sdk/amazon-bedrock")).createAmazonBedrock(common)(model);
    case "anthropic":
      return (await import("@ai-sdk/anthropic")).createAnthropic(common)(model);
    case "openai":
      return (await import("@ai-sdk/openai")).createOpenAI(common).chat(model);
    case "openai-compatible": {
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      const apiKey = environment.TOOLGATE_AUTHORING_API_KEY;
      return createOpenAICompatible({
        name: "authoring",
        baseURL: baseUrl ?? "",
        fetch: limitedFetch,
        supportsStructuredOutputs: true,
        ...(apiKey === undefined ? {} : { apiKey }),
      })(model);
    }
  }
}

/** No redirects, so that a key goes nowhere else, and no more bytes than a policy can need. */
const limitedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: "manual" });
  if (response.status >= 300 && response.status < 400) throw new Error("the answer is a redirect");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > largestAnswer) throw new Error(`the answer has more than ${largestAnswer} bytes`);
    chunks.push(chunk);
  }
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(Buffer.concat(chunks), { status: response.status, headers });
};
