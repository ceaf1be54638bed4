/** The documents of one kind, with their shape checked on the way out of the store. */
import type { z } from "zod";
import type { DocumentQuery, StoreChange, StoreView } from "../store-port.ts";

/** What is kept of one resource. `sealed` is text from the Sealer. */
export interface Kept<Body> {
  readonly key: string;
  readonly arn: string;
  readonly body: Body;
  readonly sealed?: string | undefined;
}

/** Documents of one kind; each method takes the transaction it works in. */
export interface Collection<Body> {
  get(view: StoreView, key: string): Promise<Kept<Body> | undefined>;
  list(view: StoreView, query?: DocumentQuery): Promise<Kept<Body>[]>;
  put(change: StoreChange, kept: Kept<Body>): Promise<void>;
  remove(change: StoreChange, key: string): Promise<void>;
}

/**
 * The collection named `kind`, as the log of changes will name its resources.
 * @throws ZodError (by get and list) when a stored document has another shape, which is a fault of ours.
 */
export function collection<Body>(kind: string, shape: z.ZodType<Body>): Collection<Body> {
  return {
    async get(view, key) {
      const stored = await view.documents.get(kind, key);
      return stored && { ...stored, body: shape.parse(stored.body) };
    },
    async list(view, query) {
      const stored = await view.documents.list(kind, query);
      return stored.map((document) => ({ ...document, body: shape.parse(document.body) }));
    },
    put: (change, { key, arn, body, sealed }) =>
      change.put.document({ collection: kind, key, arn, body, sealed }),
    remove: (change, key) => change.remove.document(kind, key),
  };
}
