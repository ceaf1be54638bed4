import { z } from "zod";
import { ServiceFault, type ServiceOperation, serviceOperation } from "../service.ts";
import { functions } from "./function-body.ts";
import { type NamedFunction, namedFunction } from "./function-name.ts";
import { functionPolicy, permissionStatement } from "./function-policy.ts";
import { conflict, notFound, preconditionFailed } from "./lambda-faults.ts";
import { functionName, qualifier, revisionId } from "./lambda-inputs.ts";
import { type FunctionChanges, keptFunction, type LambdaParts, newRevision } from "./lambda-parts.ts";

const statementId = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[a-zA-Z0-9-_.]+$/, "Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)");

const addInput = z.strictObject({
  FunctionName: functionName,
  StatementId: statementId,
  Action: z
    .string()
    .max(100)
    .regex(/^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/, "Member must be an action such as lambda:InvokeFunction"),
  Principal: z
    .string()
    .min(1)
    .max(2_048)
    .regex(/^[^\s]+$/, "Member must hold no spaces"),
  SourceArn: z
    .string()
    .max(2_048)
    .regex(/^arn:aws[a-zA-Z0-9-]*:[a-zA-Z0-9-]+:/, "Member must be an ARN")
    .optional(),
  SourceAccount: z
    .string()
    .regex(/^\d{12}$/, "Member must be an account id of 12 digits")
    .optional(),
  PrincipalOrgID: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/, "Member must be an organization's id")
    .optional(),
  EventSourceToken: z
    .string()
    .max(256)
    .regex(/^[a-zA-Z0-9._-]*$/, "Member must be a token")
    .optional(),
  FunctionUrlAuthType: z
    .undefined("Function URLs are not built in Toolgate; leave FunctionUrlAuthType out")
    .optional(),
  InvokedViaFunctionUrl: z
    .undefined("Function URLs are not built in Toolgate; leave InvokedViaFunctionUrl out")
    .optional(),
  Qualifier: qualifier,
  RevisionId: revisionId,
});

/** Characters of the whole policy. Source: Lambda quotas. */
const longestPolicy = 20_480;

/** Who may invoke a function beside those whose own policies say so. */
export function permissionOperations(
  parts: LambdaParts,
  changes: FunctionChanges,
): Record<string, ServiceOperation> {
  return {
    AddPermission: serviceOperation(addInput, async (asked, call) => {
      const named = namedFunction(asked.FunctionName, call.caller.place, asked.Qualifier);
      const text = JSON.stringify(permissionStatement(asked, named.arn));
      await changes.make(call, async (change) => {
        const kept = await keptFunction(change, named, parts);
        const { body } = kept;
        checkRevision(asked.RevisionId, body.permissionsRevision);
        if (body.permissions.some(({ sid }) => sid === asked.StatementId)) {
          throw conflict(
            `The statement id (${asked.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
          );
        }
        const permissions = [...body.permissions, { sid: asked.StatementId, text }];
        if (functionPolicy(permissions).length > longestPolicy) throw tooLong();
        await functions.put(change, {
          ...kept,
          body: { ...body, permissions, permissionsRevision: newRevision() },
        });
      });
      return { Statement: text };
    }),
    RemovePermission: serviceOperation(
      z.strictObject({
        FunctionName: functionName,
        StatementId: statementId,
        Qualifier: qualifier,
        RevisionId: revisionId,
      }),
      async (asked, call) => {
        const named = namedFunction(asked.FunctionName, call.caller.place, asked.Qualifier);
        await changes.make(call, async (change) => {
          const kept = await keptFunction(change, named, parts);
          const { body } = kept;
          const permissions = body.permissions.filter(({ sid }) => sid !== asked.StatementId);
          if (body.permissions.length === 0) throw noPolicy();
          if (permissions.length === body.permissions.length) {
            throw notFound(`Statement ${asked.StatementId} is not found in resource policy.`);
          }
          checkRevision(asked.RevisionId, body.permissionsRevision);
          await functions.put(change, {
            ...kept,
            body: { ...body, permissions, permissionsRevision: newRevision() },
          });
        });
        return {};
      },
    ),
    GetPolicy: serviceOperation(
      z.strictObject({ FunctionName: functionName, Qualifier: qualifier }),
      async ({ FunctionName, Qualifier }, { caller }) => {
        const named: NamedFunction = namedFunction(FunctionName, caller.place, Qualifier);
        const { body } = await parts.store.read((view) => keptFunction(view, named, parts));
        if (body.permissions.length === 0) throw noPolicy();
        return { Policy: functionPolicy(body.permissions), RevisionId: body.permissionsRevision };
      },
    ),
  };
}

function checkRevision(asked: string | undefined, newest: string): void {
  if (asked !== undefined && asked !== newest) throw preconditionFailed();
}

function noPolicy(): ServiceFault {
  return notFound("The resource you requested does not exist.");
}

function tooLong(): ServiceFault {
  const message = `The final policy size is bigger than the limit (${longestPolicy}).`;
  return new ServiceFault("PolicyLengthExceededException", message);
}
