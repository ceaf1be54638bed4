import { z } from "zod";
import { type ServiceOperation, serviceOperation } from "../service.ts";
import { functions } from "./function-body.ts";
import { namedFunction } from "./function-name.ts";
import { invalidParameter } from "./lambda-faults.ts";
import { functionName, marker, maxItems, qualifier } from "./lambda-inputs.ts";
import { type FunctionChanges, keptFunction, type LambdaParts } from "./lambda-parts.ts";
import { shownFunction } from "./shown-function.ts";

const named = z.strictObject({ FunctionName: functionName, Qualifier: qualifier });
const mostAPage = 50;

/** Functions as they are: read, listed, deleted. */
export function readFunctionOperations(
  parts: LambdaParts,
  changes: FunctionChanges,
): Record<string, ServiceOperation> {
  const { store } = parts;
  const find = (name: string, place: Parameters<typeof namedFunction>[1], version: string | undefined) =>
    store.read((view) => keptFunction(view, namedFunction(name, place, version), parts));

  return {
    GetFunction: serviceOperation(named, async ({ FunctionName, Qualifier }, { caller }) => {
      const kept = await find(FunctionName, caller.place, Qualifier);
      const { tags } = kept.body;
      return {
        Configuration: await shownFunction(kept, parts),
        // Without a Location: the archive is not given out again.
        Code: { RepositoryType: "Toolgate" },
        Tags: Object.keys(tags).length === 0 ? undefined : tags,
      };
    }),
    GetFunctionConfiguration: serviceOperation(named, async ({ FunctionName, Qualifier }, { caller }) =>
      shownFunction(await find(FunctionName, caller.place, Qualifier), parts),
    ),
    ListFunctions: serviceOperation(
      z.strictObject({
        MasterRegion: z.string().max(32).optional(),
        FunctionVersion: z.literal("ALL").optional(),
        Marker: marker,
        MaxItems: maxItems,
      }),
      async ({ Marker, MaxItems = mostAPage }, { caller }) => {
        const limit = Math.min(MaxItems, mostAPage);
        const prefix = `${caller.place.region}/`;
        const after = Marker === undefined ? undefined : `${prefix}${readMarker(Marker)}`;
        const found = await store.read((view) => functions.list(view, { prefix, after, limit: limit + 1 }));
        const page = found.slice(0, limit);
        const last = page.at(-1);
        return {
          Functions: await Promise.all(
            page.map(async (kept) => shownInList(await shownFunction(kept, parts))),
          ),
          NextMarker: found.length > limit && last !== undefined ? writeMarker(last.body.name) : undefined,
        };
      },
    ),
    ListVersionsByFunction: serviceOperation(
      z.strictObject({ FunctionName: functionName, Marker: marker, MaxItems: maxItems }),
      async ({ FunctionName }, { caller }) => {
        const kept = await find(FunctionName, caller.place, undefined);
        const shown = shownInList(await shownFunction(kept, parts));
        return { Versions: [{ ...shown, FunctionArn: `${kept.arn}:$LATEST` }] };
      },
    ),
    DeleteFunction: serviceOperation(named, async ({ FunctionName, Qualifier }, call) => {
      if (Qualifier === "$LATEST") {
        throw invalidParameter("$LATEST version cannot be deleted without deleting the function.");
      }
      const asked = namedFunction(FunctionName, call.caller.place, Qualifier);
      await changes.make(call, async (change) => {
        const { key } = await keptFunction(change, asked, parts);
        await functions.remove(change, key);
      });
      return {};
    }),
  };
}

/** Lists say nothing of states, as in AWS. */
function shownInList({
  State,
  StateReason,
  StateReasonCode,
  LastUpdateStatus,
  ...shown
}: Awaited<ReturnType<typeof shownFunction>>) {
  return shown;
}

function writeMarker(name: string): string {
  return Buffer.from(`after:${name}`).toString("base64url");
}

function readMarker(marker: string): string {
  const [, name] = /^after:(.*)$/s.exec(Buffer.from(marker, "base64url").toString()) ?? [];
  if (name !== undefined) return name;
  throw invalidParameter("Invalid Marker: send the NextMarker of the page before, or none to begin anew.");
}
