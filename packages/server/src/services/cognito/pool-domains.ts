/** Operations on the domains of user pools. */
import { z } from "zod";
import type { StoreView } from "../../store-port.ts";
import { type ServiceCall, type ServiceOperation, serviceOperation } from "../service.ts";
import type { CognitoDeps } from "./cognito-deps.ts";
import { invalidParameter } from "./cognito-faults.ts";
import { domains, type PoolDomain, pools } from "./cognito-model.ts";
import { findPool } from "./find-pool.ts";
import { notActedOn } from "./not-acted-on.ts";
import { poolIdInput } from "./pool-input.ts";

const prefixForm = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const domainInput = z
  .string()
  .min(1)
  .max(63)
  .regex(prefixForm, {
    error: ({ input }) =>
      String(input).includes(".")
        ? "custom domains are not built in Toolgate; give a prefix such as my-app"
        : "a prefix has lower-case letters, digits and hyphens, and a letter or digit at both ends",
  });
const reserved = /aws|amazon|cognito/;

export function poolDomainOperations(deps: CognitoDeps): Record<string, ServiceOperation> {
  const { store } = deps;
  const named = z.strictObject({ Domain: domainInput, UserPoolId: poolIdInput });
  const settings = named.extend({
    ManagedLoginVersion: z.number().int().min(1).max(2).optional(),
    CustomDomainConfig: notActedOn,
    Routing: notActedOn,
  });
  const keyOf = (domain: string, { caller }: ServiceCall) => `${caller.place.region}/${domain}`;

  async function requireDomain(view: StoreView, call: ServiceCall, domain: string, poolId: string) {
    const kept = await domains.get(view, keyOf(domain, call));
    if (kept === undefined || kept.body.poolId !== poolId)
      throw invalidParameter("No such domain or user pool exists.");
    return kept;
  }

  return {
    CreateUserPoolDomain: serviceOperation(settings, async (input, call) => {
      const { Domain: domain, UserPoolId: poolId, ManagedLoginVersion: version = 1 } = input;
      const word = reserved.exec(domain)?.[0];
      if (word !== undefined) throw invalidParameter(`Domain cannot contain reserved word: ${word}`);
      await store.write(call, async (change) => {
        const pool = await findPool(change, call, poolId);
        if (pool.body.domain !== undefined)
          throw invalidParameter(`User pool already has a domain configured: ${pool.body.domain}.`);
        const key = keyOf(domain, call);
        if ((await domains.get(change, key)) !== undefined)
          throw invalidParameter("Domain already associated with another user pool.");
        const { accountId, region } = pool.body;
        const body: PoolDomain = { domain, poolId, accountId, region, managedLoginVersion: version };
        await domains.put(change, { key, arn: `${pool.arn}/domain/${domain}`, body });
        await pools.put(change, { ...pool, body: { ...pool.body, domain } });
      });
      await deps.onChange();
      return { ManagedLoginVersion: version };
    }),
    UpdateUserPoolDomain: serviceOperation(settings, async (input, call) => {
      const { Domain: domain, UserPoolId: poolId, ManagedLoginVersion: version = 1 } = input;
      await store.write(call, async (change) => {
        await findPool(change, call, poolId);
        const kept = await requireDomain(change, call, domain, poolId);
        await domains.put(change, { ...kept, body: { ...kept.body, managedLoginVersion: version } });
      });
      return { ManagedLoginVersion: version };
    }),
    DescribeUserPoolDomain: serviceOperation(
      z.strictObject({ Domain: z.string().min(1).max(63) }),
      ({ Domain }, call) =>
        store.read(async (view) => {
          const kept = await domains.get(view, keyOf(Domain, call));
          if (kept === undefined || kept.body.accountId !== call.caller.place.accountId)
            return { DomainDescription: {} };
          const { domain, poolId, accountId, managedLoginVersion } = kept.body;
          return {
            DomainDescription: {
              UserPoolId: poolId,
              AWSAccountId: accountId,
              Domain: domain,
              Status: "ACTIVE",
              Version: "1",
              CustomDomainConfig: {},
              ManagedLoginVersion: managedLoginVersion,
            },
          };
        }),
    ),
    DeleteUserPoolDomain: serviceOperation(named, async ({ Domain, UserPoolId }, call) => {
      await store.write(call, async (change) => {
        const pool = await findPool(change, call, UserPoolId);
        const { key } = await requireDomain(change, call, Domain, UserPoolId);
        await domains.remove(change, key);
        await pools.put(change, { ...pool, body: { ...pool.body, domain: undefined } });
      });
      await deps.onChange();
      return {};
    }),
  };
}
