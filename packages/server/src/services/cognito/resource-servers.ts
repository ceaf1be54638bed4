/** Operations on resource servers, whose scopes clients ask for. */
import { z } from "zod";
import type { StoreView } from "../../store-port.ts";
import { type ServiceOperation, serviceOperation } from "../service.ts";
import type { CognitoDeps } from "./cognito-deps.ts";
import { invalidParameter, notFound } from "./cognito-faults.ts";
import { keyIn, type ResourceServer, resourceServers } from "./cognito-model.ts";
import { findPool } from "./find-pool.ts";
import { listPage } from "./paged-list.ts";
import { poolIdInput } from "./pool-input.ts";

const identifierInput = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[\x21\x23-\x5B\x5D-\x7E]+$/, "has characters that no identifier of a resource server may have");
const scopesInput = z
  .array(
    z.strictObject({
      ScopeName: z
        .string()
        .min(1)
        .max(256)
        .regex(/^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+$/, "has characters that no scope may have"),
      ScopeDescription: z.string().min(1).max(256),
    }),
  )
  .max(100);

export function resourceServerOperations(deps: CognitoDeps): Record<string, ServiceOperation> {
  const { store } = deps;
  const named = z.strictObject({ UserPoolId: poolIdInput, Identifier: identifierInput });
  const whole = named.extend({
    Name: z
      .string()
      .min(1)
      .max(256)
      .regex(/^[\w\s+=,.@-]+$/, "Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+"),
    Scopes: scopesInput.optional(),
  });

  async function requireServer(view: StoreView, poolId: string, identifier: string) {
    const kept = await resourceServers.get(view, keyIn(poolId, identifier));
    if (kept === undefined) throw notFound(`Resource server ${identifier} does not exist.`);
    return kept;
  }

  return {
    CreateResourceServer: serviceOperation(whole, (input, call) =>
      store.write(call, async (change) => {
        const { UserPoolId: poolId, Identifier: identifier } = input;
        const pool = await findPool(change, call, poolId);
        const key = keyIn(poolId, identifier);
        if ((await resourceServers.get(change, key)) !== undefined)
          throw invalidParameter(`${identifier} already exists in user pool ${poolId}.`);
        const body = { poolId, identifier, name: input.Name, scopes: input.Scopes ?? [] };
        await resourceServers.put(change, { key, arn: `${pool.arn}/resourceserver/${identifier}`, body });
        return { ResourceServer: outputOf(body) };
      }),
    ),
    UpdateResourceServer: serviceOperation(whole, (input, call) =>
      store.write(call, async (change) => {
        await findPool(change, call, input.UserPoolId);
        const kept = await requireServer(change, input.UserPoolId, input.Identifier);
        const body = { ...kept.body, name: input.Name, scopes: input.Scopes ?? [] };
        await resourceServers.put(change, { ...kept, body });
        return { ResourceServer: outputOf(body) };
      }),
    ),
    DescribeResourceServer: serviceOperation(named, ({ UserPoolId, Identifier }, call) =>
      store.read(async (view) => {
        await findPool(view, call, UserPoolId);
        const { body } = await requireServer(view, UserPoolId, Identifier);
        return { ResourceServer: outputOf(body) };
      }),
    ),
    ListResourceServers: serviceOperation(
      z.strictObject({
        UserPoolId: poolIdInput,
        MaxResults: z.number().int().min(1).max(50).optional(),
        NextToken: z.string().optional(),
      }),
      ({ UserPoolId, MaxResults = 50, NextToken }, call) =>
        store.read(async (view) => {
          await findPool(view, call, UserPoolId);
          const { rows, token } = await listPage(view, resourceServers, {
            prefix: keyIn(UserPoolId, ""),
            limit: MaxResults,
            token: NextToken,
          });
          return { ResourceServers: rows.map(({ body }) => outputOf(body)), NextToken: token };
        }),
    ),
    DeleteResourceServer: serviceOperation(named, async ({ UserPoolId, Identifier }, call) => {
      await store.write(call, async (change) => {
        await findPool(change, call, UserPoolId);
        const { key } = await requireServer(change, UserPoolId, Identifier);
        await resourceServers.remove(change, key);
      });
      return {};
    }),
  };
}

function outputOf({ poolId, identifier, name, scopes }: ResourceServer): object {
  return { UserPoolId: poolId, Identifier: identifier, Name: name, Scopes: scopes };
}
