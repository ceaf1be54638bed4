/** An operator's key in a new data folder, for tests whose callers have to sign. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type NewOperatorKey, openKeys } from "@toolgate/server";

export async function folderWithOperator(): Promise<{ readonly data: string; readonly key: NewOperatorKey }> {
  const data = mkdtempSync(join(tmpdir(), "toolgate-test-"));
  const keys = await openKeys(data);
  const key = await keys.create({ name: "ann", admin: true });
  await keys.close();
  return { data, key };
}
