/** The event loop's end of the thread that holds a SQLite connection. */
import { Worker } from "node:worker_threads";
import type { Answer, DatabaseOptions, Insert, Question, SqlResult, SqlValue } from "./libsql-message.ts";

/** SQLite refused a statement, or the thread that holds the connection is gone. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  /** SQLite's result code, e.g. `SQLITE_CONSTRAINT_UNIQUE`. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

interface Waiting {
  readonly resolve: (result: SqlResult) => void;
  readonly reject: (error: DatabaseError) => void;
}

/** One SQLite connection in a thread of its own; statements run in the order in which they are given. */
export class LibsqlThread {
  readonly #worker: Worker;
  readonly #file: string;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<void>;
  #lastId = 0;
  #gone: DatabaseError | undefined;

  private constructor(options: DatabaseOptions) {
    this.#file = options.file;
    this.#worker = new Worker(new URL("./libsql-worker.js", import.meta.url), {
      workerData: options,
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    this.#worker.on("message", (answer: Answer) => this.#settle(answer));
    this.#worker.on("error", (error) => this.#end(error instanceof Error ? error.message : String(error)));
    this.#exited = new Promise((resolve) => {
      this.#worker.on("exit", () => {
        this.#end("it was closed");
        resolve();
      });
    });
  }

  /** @throws DatabaseError when the file cannot be opened as a database. */
  static async open(options: DatabaseOptions): Promise<LibsqlThread> {
    const thread = new LibsqlThread(options);
    await new Promise<SqlResult>((resolve, reject) => {
      thread.#waiting.set(0, { resolve, reject });
    });
    return thread;
  }

  /** @throws DatabaseError when SQLite refuses the statement or the thread is gone. */
  run(sql: string, parameters: readonly SqlValue[]): Promise<SqlResult> {
    return this.#answered((id) => ({ kind: "run", id, sql, parameters }));
  }

  /**
   * Inserts all of the rows or none.
   * @throws DatabaseError when SQLite refuses one or the thread is gone.
   */
  async insert(inserts: readonly Insert[]): Promise<void> {
    await this.#answered((id) => ({ kind: "insert", id, inserts }));
  }

  /** Statements already given are run first. */
  close(): Promise<void> {
    if (!this.#gone) this.#ask({ kind: "close" });
    return this.#exited;
  }

  #answered(question: (id: number) => Question): Promise<SqlResult> {
    if (this.#gone) return Promise.reject(this.#gone);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#ask(question(id));
    });
  }

  #ask(question: Question): void {
    this.#worker.postMessage(question);
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("result" in answer) waiting?.resolve(answer.result);
    else waiting?.reject(new DatabaseError(answer.error.message, answer.error.code));
  }

  #end(why: string): void {
    this.#gone ??= new DatabaseError(
      `The connection to ${this.#file} has ended (${why}); nothing more can be read or written until Toolgate is restarted.`,
      "CONNECTION_ENDED",
    );
    for (const waiting of this.#waiting.values()) waiting.reject(this.#gone);
    this.#waiting.clear();
  }
}
