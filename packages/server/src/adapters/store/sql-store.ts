/** The control plane's store over SQL. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Kysely, Transaction } from "kysely";
import type { Store, StoreChange, StoreView } from "../../store-port.ts";
import { DatabaseError } from "./libsql-thread.ts";
import type { Tables } from "./schema.ts";
import { sqlChange } from "./sql-change.ts";
import { sqlView } from "./sql-view.ts";

/** Two resources would have the same name or id: a use case did not look before it wrote. */
export class UniqueViolation extends Error {
  override readonly name = "UniqueViolation";
}

/** Reads and writes one at a time, each in a transaction of its own. */
export class SqlStore implements Store {
  readonly #db: Kysely<Tables>;
  readonly #inside = new AsyncLocalStorage<{ open: boolean }>();
  #underWay = 0;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  read<T>(work: (view: StoreView) => Promise<T>): Promise<T> {
    return this.#transact("read only", (db) => work(sqlView(db)));
  }

  /** @throws UniqueViolation when the change would give two resources one name. */
  async write<T>(work: (change: StoreChange) => Promise<T>): Promise<T> {
    try {
      return await this.#transact("read write", (db) => work(sqlChange(db)));
    } catch (error) {
      if (error instanceof DatabaseError && /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(error.code)) {
        throw new UniqueViolation(`The change was not made: ${error.message}.`, { cause: error });
      }
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#db.destroy();
  }

  async #transact<T>(
    mode: "read only" | "read write",
    work: (db: Transaction<Tables>) => Promise<T>,
  ): Promise<T> {
    // The inner one would wait for the outer one for ever: the connection is lent to one at a time.
    if (this.#inside.getStore()?.open) {
      throw new Error(
        "The store was asked again from inside a read or a write; use the view that it was given.",
      );
    }
    const scope = { open: true };
    this.#underWay += 1;
    try {
      return await this.#inside.run(scope, () => this.#db.transaction().setAccessMode(mode).execute(work));
    } finally {
      scope.open = false;
      this.#underWay -= 1;
      // While it is on, Node 20 runs a hook for every promise of the process, those of tool calls included.
      if (this.#underWay === 0) this.#inside.disable();
    }
  }
}
