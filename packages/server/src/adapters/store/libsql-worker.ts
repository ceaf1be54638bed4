/** Entry of the thread that holds one SQLite connection: libsql is synchronous, and a commit waits for the disk. */
import { Deserializer } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import Database from "libsql";
import type { Answer, DatabaseOptions, Insert, Question, SqlResult } from "./libsql-message.ts";

const BUSY_MILLISECONDS = 5_000;

function open({ file, synchronous }: DatabaseOptions): Database.Database {
  const database = new Database(file, { timeout: BUSY_MILLISECONDS });
  database.pragma("journal_mode = WAL");
  database.pragma(`synchronous = ${synchronous}`);
  database.pragma("foreign_keys = ON");
  return database;
}

function run(database: Database.Database, sql: string, parameters: readonly unknown[]): SqlResult {
  const statement = database.prepare(sql);
  if (statement.reader) return { rows: statement.all(parameters) as SqlResult["rows"] };
  return { rows: [], changes: statement.run(parameters).changes };
}

/** A statement for so many rows takes a third less for each of them than one for a single row. */
const rowsAtOnce = 40;

function statementOf(into: string, columns: number, rows: number): string {
  const row = `(${Array(columns).fill("?").join(", ")})`;
  return `${into} values ${Array(rows).fill(row).join(", ")} on conflict do nothing`;
}

/** All rows or none. A savepoint is a transaction where there is none, and a part of it where there is one. */
function insert(database: Database.Database, inserts: readonly Insert[]): SqlResult {
  let changes = 0;
  database.exec("savepoint inserts");
  try {
    for (const { into, rows, columns, bytes } of inserts) {
      const values = new Deserializer(bytes);
      values.readHeader();
      const add = (many: number, times: number) => {
        if (times === 0) return;
        const statement = database.prepare(statementOf(into, columns, many));
        for (let time = 0; time < times; time += 1) {
          changes += statement.run(Array.from({ length: many * columns }, () => values.readValue())).changes;
        }
      };
      add(rowsAtOnce, Math.floor(rows / rowsAtOnce));
      add(1, rows % rowsAtOnce);
    }
  } catch (error) {
    database.exec("rollback to inserts");
    database.exec("release inserts");
    throw error;
  }
  database.exec("release inserts");
  return { rows: [], changes };
}

function serve(port: NonNullable<typeof parentPort>): void {
  let database: Database.Database | undefined;
  const answer = (id: number, work: () => SqlResult): void => {
    let message: Answer;
    try {
      message = { id, result: work() };
    } catch (thrown) {
      const error = thrown as Error & { code?: string };
      message = { id, error: { message: error.message, code: error.code ?? "UNKNOWN" } };
    }
    port.postMessage(message);
  };
  answer(0, () => {
    database = open(workerData as DatabaseOptions);
    return { rows: [] };
  });
  const held = database;
  if (held === undefined) {
    port.close();
    return;
  }
  port.on("message", (question: Question) => {
    switch (question.kind) {
      case "run":
        answer(question.id, () => run(held, question.sql, question.parameters));
        return;
      case "insert":
        answer(question.id, () => insert(held, question.inserts));
        return;
      case "close":
        held.close();
        port.close();
    }
  });
}

if (parentPort) serve(parentPort);
