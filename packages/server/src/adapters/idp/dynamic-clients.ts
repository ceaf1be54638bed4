import { randomBytes } from "node:crypto";
import { z } from "zod";
import { parseJson, readIfThere, writePrivateFile } from "./private-file.ts";
import type { Registration } from "./read-registration.ts";

const fileSchema = z.strictObject({
  version: z.literal(1),
  clients: z.array(
    z.strictObject({
      client_id: z.string().min(1),
      client_id_issued_at: z.number().int(),
      client_name: z.string().optional(),
      redirect_uris: z.array(z.string()).min(1),
      grant_types: z.array(z.enum(["authorization_code", "refresh_token"])),
      /** Somebody signed in by it once, so that it is worth more than one that only registered. */
      used: z.boolean(),
    }),
  ),
});

/** A client that registered itself. */
type DynamicClient = z.output<typeof fileSchema>["clients"][number];

export interface DynamicClients {
  find(clientId: string): DynamicClient | undefined;
  /** On the disk when the promise resolves. */
  add(registration: Registration): Promise<DynamicClient>;
  /** Somebody signed in by it. */
  markUsed(clientId: string): Promise<void>;
}

/** A file of clients that cannot be used; the message names the file and the cure. */
class DynamicClientsUnusable extends Error {
  override readonly name = "DynamicClientsUnusable";
}

/**
 * The clients that registered themselves, kept in a file, since apps remember their client_id for good. At most `most`:
 * the oldest that nobody signed in by goes first. Throws {@link DynamicClientsUnusable}.
 */
export async function openDynamicClients(options: {
  readonly path: string;
  readonly most: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}): Promise<DynamicClients> {
  const { path, most, now } = options;
  let clients = new Map((await load(path)).map((client) => [client.client_id, client]));
  let writing: Promise<void> = Promise.resolve();

  function save(next: Map<string, DynamicClient>): Promise<void> {
    clients = next;
    const file = { version: 1, clients: [...clients.values()] };
    const written = writing.then(() => writePrivateFile(path, JSON.stringify(file, undefined, 2)));
    writing = written.catch(() => undefined);
    return written;
  }

  return {
    find: (clientId) => clients.get(clientId),
    async add(registration) {
      const client: DynamicClient = {
        client_id: `app-${randomBytes(16).toString("base64url")}`,
        client_id_issued_at: Math.floor(now() / 1_000),
        ...(registration.client_name === undefined ? {} : { client_name: registration.client_name }),
        redirect_uris: [...registration.redirect_uris],
        grant_types: [...registration.grant_types],
        used: false,
      };
      const kept = [...clients.values()];
      while (kept.length >= most) {
        const unused = kept.findIndex(({ used }) => !used);
        kept.splice(Math.max(unused, 0), 1);
      }
      await save(new Map([...kept, client].map((each) => [each.client_id, each])));
      return client;
    },
    async markUsed(clientId) {
      const client = clients.get(clientId);
      if (client === undefined) return;
      const others = [...clients].filter(([id]) => id !== clientId);
      // Last, so that those that are used stay longest.
      await save(new Map([...others, [clientId, { ...client, used: true }]]));
    },
  };
}

async function load(path: string): Promise<readonly DynamicClient[]> {
  const text = await readIfThere(path);
  if (text === undefined) return [];
  const parsed = fileSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data.clients;
  throw new DynamicClientsUnusable(
    `${path} is not a file of Toolgate's. Restore it, or delete it: apps that signed somebody in have to be connected anew then.`,
  );
}
