/** Functions that Toolgate runs itself, as the configuration file lists them. */
import { z } from "zod";
import { parseFunctionArn } from "./function-arn.ts";

const environmentName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, "not the name of an environment variable");

const written = z.strictObject({
  name: z
    .string()
    .regex(/^[a-zA-Z0-9-_]{1,64}$/, "a function name has 1 to 64 letters, digits, hyphens or underscores")
    .optional(),
  arn: z
    .string()
    .max(256)
    .refine((text) => parseFunctionArn(text) !== undefined, {
      error: ({ input }) =>
        `"${String(input)}" is not the ARN of a Lambda function; one looks like arn:aws:lambda:us-west-2:123456789012:function:refund`,
    })
    .optional(),
  module: z.string().min(1).max(4_096).optional(),
  handler: z.string().min(1).max(128).optional(),
  command: z.array(z.string().max(32_768)).min(1).max(256).optional(),
  cwd: z.string().min(1).max(4_096).optional(),
  env: z.record(environmentName, z.string().max(32_768)).default({}),
  timeoutSeconds: z.number().positive().max(900).default(30),
  memoryMb: z.number().int().min(16).max(32_768).default(128),
});

interface Registration {
  /** The ARN, or the bare name, which answers in every account and region. */
  readonly key: string;
  /** The folder that relative paths start from, itself relative to the configuration file's. */
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

/** A JavaScript module and the name of its exported handler. */
export interface ModuleRegistration extends Registration {
  readonly kind: "module";
  readonly module: string;
  readonly handler: string;
}

/** A program with its arguments. */
export interface CommandRegistration extends Registration {
  readonly kind: "command";
  readonly command: readonly string[];
}

export type FunctionRegistration = ModuleRegistration | CommandRegistration;

/** One registered function: a JavaScript module, or a command in any language. */
export const functionRegistrationSchema = written.transform((it, context): FunctionRegistration => {
  const { name, arn, module, handler, command, cwd, ...limits } = it;
  const refuse = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  const key = arn ?? name;
  if (key === undefined || (arn !== undefined && name !== undefined)) {
    return refuse('a function is registered by "name" or by "arn": exactly one of them');
  }
  if (module !== undefined && command === undefined) {
    return { kind: "module", key, cwd, ...limits, module, handler: handler ?? "handler" };
  }
  if (command !== undefined && module === undefined) {
    if (handler !== undefined) return refuse('"handler" belongs to a "module"; a command has none');
    return { kind: "command", key, cwd, ...limits, command };
  }
  return refuse(
    `the function "${key}" needs a "module" (a JavaScript file) or a "command" (program and arguments): exactly one of them`,
  );
});
