/** /toolgate/v1/keys: makes, lists and deletes the access keys of operators. */
import { ServiceException, ValidationException } from "@toolgate/api";
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { Permission } from "../control/authorize.ts";
import type { OperatorKeys } from "../control/operator-keys.ts";
import type { Log } from "../log.ts";
import type { Caller } from "../model.ts";
import type { OwnEnv } from "./own-operations.ts";
import { encodeAnswer, encodeError } from "./rest-json/encode.ts";
import { readJsonBody } from "./rest-json/read-json-body.ts";

export interface KeyRouteDeps {
  readonly keys: Pick<OperatorKeys, "create" | "list" | "remove">;
  readonly onChange: () => Promise<void>;
  /** Why the caller may not; undefined when they may. */
  readonly refusalOf: (caller: Caller, permission: Permission) => string | undefined;
  readonly log: Log;
}

const createInput = z.strictObject({
  name: z
    .string()
    .regex(/^[\w+=,.@-]{1,64}$/, "must be 1 to 64 letters, digits or + = , . @ _ -")
    .optional(),
  admin: z.boolean().default(false),
});

/** Adds the routes; callers are known and may by then. */
export function addKeyRoutes(app: Hono<OwnEnv>, { keys, onChange, refusalOf, log }: KeyRouteDeps): void {
  const answered = async (context: Context<OwnEnv>, status: number, work: () => Promise<object>) => {
    const requestId = context.get("caller").requestId ?? "";
    try {
      return encodeAnswer(await work(), status, requestId);
    } catch (error) {
      if (error instanceof ServiceException) return encodeError(error, requestId);
      log.error({ err: error, requestId }, "an operation on keys failed");
      const message = `An internal error occurred; look for request id ${requestId} in Toolgate's log.`;
      return encodeError({ name: "InternalServerException", status: 500, message }, requestId);
    }
  };
  app.get("/toolgate/v1/keys", (context) =>
    answered(context, 200, async () => ({ keys: await keys.list() })),
  );
  app.post("/toolgate/v1/keys", (context) =>
    answered(context, 201, async () => {
      const asked = createInput.safeParse(await readJsonBody(context.req.raw));
      if (!asked.success) throw invalid(asked.error);
      const caller = context.get("caller");
      const adminRefused = refusalOf(caller, { action: "toolgate:CreateAdminKey", resources: ["*"] });
      const made = await keys.create(asked.data, caller, adminRefused);
      await onChange();
      return made;
    }),
  );
  app.delete("/toolgate/v1/keys/:id", (context) =>
    answered(context, 200, async () => {
      const gone = await keys.remove(context.req.param("id") ?? "", context.get("caller"));
      await onChange();
      return gone;
    }),
  );
}

function invalid({ issues: [issue] }: z.ZodError): ValidationException {
  const name = issue?.path.map(String).join(".") ?? "";
  const message = `'${name}': ${issue?.message ?? "not understood"}.`;
  return new ValidationException(message, "FieldValidationFailed", [{ name, message }]);
}
