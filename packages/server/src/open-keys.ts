/** The operators' keys of a Toolgate that does not run: to make the first one before it is reached from elsewhere, or when all are lost. */
import { existsSync } from "node:fs";
import { createSealer } from "./adapters/sealing/create-sealer.ts";
import { sealingKey } from "./adapters/sealing/sealing-key.ts";
import { DataFolder } from "./adapters/store/data-folder.ts";
import { openStore } from "./adapters/store/open-store.ts";
import { ConfigError } from "./config.ts";
import {
  createOperatorKeys,
  type NewOperatorKey,
  type OperatorKey,
  type OperatorKeys,
} from "./control/operator-keys.ts";
import type { Caller } from "./model.ts";

export interface OfflineKeys {
  create(asked: { readonly name?: string; readonly admin: boolean }): Promise<NewOperatorKey>;
  list(): ReturnType<OperatorKeys["list"]>;
  remove(accessKeyId: string): Promise<OperatorKey>;
  /** Frees the folder. */
  close(): Promise<void>;
}

/**
 * Opens the keys in a data folder, as who may write to it.
 * @throws DataFolderHeld when a Toolgate runs on it; ConfigError when there is no such folder and it is not to be made.
 */
export async function openKeys(
  data: string,
  { account = "123456789012", region = "us-west-2", make = false } = {},
): Promise<OfflineKeys> {
  if (!make && !existsSync(data)) {
    throw new ConfigError(
      `--data ${data}: there is no such folder; name another, or make its first key with npx toolgate keys create --data ${data}.`,
    );
  }
  const clock = { now: () => Date.now() };
  const folder = DataFolder.hold(data, clock);
  const store = await openStore(folder.file("toolgate.db")).catch((error: unknown) => {
    folder.release();
    throw error;
  });
  const keys = createOperatorKeys({
    store,
    sealer: createSealer(() => sealingKey(folder.file("sealing.key"), process.env)),
    clock,
    accountId: account,
    signedAlways: false,
    others: async () => false,
  });
  const caller: Caller = { id: "data-folder", place: { accountId: account, region } };
  return {
    create: (asked) => keys.create(asked, caller),
    list: () => keys.list(),
    remove: (accessKeyId) => keys.remove(accessKeyId, caller),
    async close() {
      await store.close();
      folder.release();
    },
  };
}
