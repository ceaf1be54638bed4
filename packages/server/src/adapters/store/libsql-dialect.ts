/** Kysely's view of a SQLite connection that lives in another thread. */
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from "kysely";
import type { SqlValue } from "./libsql-message.ts";
import type { LibsqlThread } from "./libsql-thread.ts";
import { Mutex } from "./mutex.ts";

/** Speaks SQLite over an open {@link LibsqlThread}; destroying the Kysely instance closes the thread. */
export class LibsqlDialect implements Dialect {
  readonly #thread: LibsqlThread;

  constructor(thread: LibsqlThread) {
    this.#thread = thread;
  }

  createDriver(): Driver {
    return new LibsqlDriver(this.#thread);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

/** SQLite can undo DDL, so a migration that is cut short leaves nothing behind. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** One connection, lent to one user at a time. */
class LibsqlDriver implements Driver {
  readonly #connection: LibsqlConnection;
  readonly #thread: LibsqlThread;
  readonly #mutex = new Mutex();

  constructor(thread: LibsqlThread) {
    this.#thread = thread;
    this.#connection = new LibsqlConnection(thread);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#mutex.lock();
    return this.#connection;
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const begin = settings.accessMode === "read only" ? "begin" : "begin immediate";
    await connection.executeQuery(CompiledQuery.raw(begin));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  async releaseConnection(): Promise<void> {
    this.#mutex.unlock();
  }

  async destroy(): Promise<void> {
    await this.#thread.close();
  }
}

class LibsqlConnection implements DatabaseConnection {
  readonly #thread: LibsqlThread;

  constructor(thread: LibsqlThread) {
    this.#thread = thread;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = await this.#thread.run(sql, parameters as readonly SqlValue[]);
    return {
      rows: rows as unknown as R[],
      ...(changes === undefined ? {} : { numAffectedRows: BigInt(changes) }),
    };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }
}
