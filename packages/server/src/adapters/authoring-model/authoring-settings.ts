import { z } from "zod";

/** `authoring` in the configuration: a model that writes policies in place of the built-in translator. Keys come by environment only. */
export const authoringSettingsSchema = z
  .strictObject({
    provider: z.enum(["bedrock", "anthropic", "openai", "openai-compatible"]),
    model: z.string().min(1).max(256),
    /** Of the provider's API, such as http://127.0.0.1:11434/v1 for Ollama. */
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .max(2_048)
      .optional(),
    /** Seconds for one answer. */
    timeout: z.number().min(0.1).max(600).default(60),
  })
  .refine(({ provider, baseUrl }) => provider !== "openai-compatible" || baseUrl !== undefined, {
    path: ["baseUrl"],
    message: "openai-compatible needs the server's address, such as http://127.0.0.1:11434/v1",
  });

export type AuthoringSettings = z.output<typeof authoringSettingsSchema>;
