import type { z } from "zod";
import { ConfigError, describe } from "./config.ts";

/** A part of the configuration file, by the schema of the adapter it belongs to. @throws ConfigError naming the member. */
export function parseSetting<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ConfigError(describe(parsed.error, (path) => (path === "" ? name : `${name}.${path}`)));
}
