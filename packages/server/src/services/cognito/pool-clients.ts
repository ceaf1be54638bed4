/** Operations on the clients (apps) of user pools. */
import { z } from "zod";
import type { StoreView } from "../../store-port.ts";
import { type ServiceCall, type ServiceOperation, serviceOperation } from "../service.ts";
import { clientIdInput, createClientInput, updateClientInput } from "./client-input.ts";
import { clientOutput } from "./client-output.ts";
import { clientRules } from "./client-settings.ts";
import { type CognitoDeps, seconds } from "./cognito-deps.ts";
import { invalidParameter, limitExceeded, noClient } from "./cognito-faults.ts";
import { clients, keyIn, type PoolClient, purposes, resourceServers } from "./cognito-model.ts";
import { findPool } from "./find-pool.ts";
import { every, listPage } from "./paged-list.ts";
import { poolIdInput } from "./pool-input.ts";

const mostClients = 1_000;
const idAlphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

export function poolClientOperations(deps: CognitoDeps): Record<string, ServiceOperation> {
  const { store, crypto, sealer } = deps;
  const named = z.strictObject({ UserPoolId: poolIdInput, ClientId: clientIdInput });

  async function requireClient(view: StoreView, poolId: string, clientId: string) {
    const kept = await clients.get(view, clientId);
    if (kept === undefined || kept.body.poolId !== poolId) throw noClient(clientId);
    return kept;
  }

  const secretOf = ({ body, sealed }: { readonly body: PoolClient; readonly sealed?: string | undefined }) =>
    sealed === undefined ? undefined : sealer.open(sealed, purposes.secret(body.clientId));

  async function serversOf(view: StoreView, poolId: string) {
    const found = [];
    for await (const { body } of every(view, resourceServers, { prefix: keyIn(poolId, "") }))
      found.push(body);
    return found;
  }

  async function create(input: z.infer<typeof createClientInput>, call: ServiceCall): Promise<object> {
    const { UserPoolId: poolId, ClientName: name, GenerateSecret, ClientSecret, ...settings } = input;
    if (GenerateSecret === true && ClientSecret !== undefined)
      throw invalidParameter("Give either GenerateSecret or ClientSecret, not both.");
    const secret = ClientSecret ?? (GenerateSecret === true ? crypto.randomText(51, idAlphabet) : undefined);
    const clientId = crypto.randomText(26, idAlphabet);
    const body = await store.write(call, async (change) => {
      const pool = await findPool(change, call, poolId);
      let count = 0;
      for await (const other of every(change, clients)) if (other.body.poolId === poolId) count += 1;
      if (count >= mostClients)
        throw limitExceeded(
          `User pool ${poolId} has ${mostClients} clients already; delete one that is not needed.`,
        );
      const servers = await serversOf(change, poolId);
      const now = seconds(deps.clock);
      const client: PoolClient = {
        ...clientRules(settings, { pool: pool.body, servers, hasSecret: secret !== undefined }),
        poolId,
        clientId,
        name,
        createdAt: now,
        modifiedAt: now,
      };
      await clients.put(change, {
        key: clientId,
        arn: `${pool.arn}/client/${clientId}`,
        body: client,
        sealed: secret === undefined ? undefined : sealer.seal(secret, purposes.secret(clientId)),
      });
      return client;
    });
    return { UserPoolClient: clientOutput(body, secret) };
  }

  async function update(input: z.infer<typeof updateClientInput>, call: ServiceCall): Promise<object> {
    const { UserPoolId: poolId, ClientId: clientId, ClientName, ...settings } = input;
    const kept = await store.write(call, async (change) => {
      const pool = await findPool(change, call, poolId);
      const before = await requireClient(change, poolId, clientId);
      const servers = await serversOf(change, poolId);
      const hasSecret = before.sealed !== undefined;
      const { name, createdAt } = before.body;
      const body: PoolClient = {
        ...clientRules(settings, { pool: pool.body, servers, hasSecret }),
        poolId,
        clientId,
        name: ClientName ?? name,
        createdAt,
        modifiedAt: seconds(deps.clock),
      };
      await clients.put(change, { ...before, body });
      return { ...before, body };
    });
    return { UserPoolClient: clientOutput(kept.body, secretOf(kept)) };
  }

  return {
    CreateUserPoolClient: serviceOperation(createClientInput, create),
    UpdateUserPoolClient: serviceOperation(updateClientInput, update),
    DescribeUserPoolClient: serviceOperation(named, ({ UserPoolId, ClientId }, call) =>
      store.read(async (view) => {
        await findPool(view, call, UserPoolId);
        const kept = await requireClient(view, UserPoolId, ClientId);
        return { UserPoolClient: clientOutput(kept.body, secretOf(kept)) };
      }),
    ),
    ListUserPoolClients: serviceOperation(
      z.strictObject({
        UserPoolId: poolIdInput,
        MaxResults: z.number().int().min(1).max(60).optional(),
        NextToken: z.string().optional(),
      }),
      ({ UserPoolId, MaxResults = 60, NextToken }, call) =>
        store.read(async (view) => {
          await findPool(view, call, UserPoolId);
          const { rows, token } = await listPage(view, clients, {
            prefix: "",
            limit: MaxResults,
            token: NextToken,
            keep: ({ poolId }) => poolId === UserPoolId,
          });
          const UserPoolClients = rows.map(({ body: { clientId, poolId, name } }) => ({
            ClientId: clientId,
            UserPoolId: poolId,
            ClientName: name,
          }));
          return { UserPoolClients, NextToken: token };
        }),
    ),
    DeleteUserPoolClient: serviceOperation(named, async ({ UserPoolId, ClientId }, call) => {
      await store.write(call, async (change) => {
        await findPool(change, call, UserPoolId);
        await requireClient(change, UserPoolId, ClientId);
        await clients.remove(change, ClientId);
      });
      return {};
    }),
  };
}
