/** MCP servers that Toolgate starts itself, as the configuration file lists them. */
import { z } from "zod";

const serverName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/,
    "a server's name has 1 to 64 letters, digits, dots, hyphens or underscores and starts with a letter or digit",
  );

const environmentName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, "not the name of an environment variable");

const stdioServerSchema = z.strictObject({
  /** The program and its arguments; no shell reads them. */
  command: z.tuple([z.string().min(1).max(4_096)], z.string().max(32_768)).refine((it) => it.length <= 256, {
    error: "a command has at most 256 words",
  }),
  env: z.record(environmentName, z.string().max(32_768)).default({}),
  /** The folder it runs in, itself relative to the configuration file's. */
  cwd: z.string().min(1).max(4_096).optional(),
});

export type StdioServerConfig = z.output<typeof stdioServerSchema>;

/** Servers by name; a target reaches one as `stdio://<name>`. */
export const mcpServersSchema = z.record(serverName, stdioServerSchema);
