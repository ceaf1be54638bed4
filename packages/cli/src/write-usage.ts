import { stripVTControlCharacters } from "node:util";
import { type CommandDef, renderUsage } from "citty";
import { wrapUsage } from "./wrap-usage.ts";

/** Writes how a command is called; in plain text where the stream is no terminal, which citty does not look at. */
export async function writeUsage(
  stream: NodeJS.WriteStream,
  command: CommandDef,
  parent?: CommandDef,
): Promise<void> {
  const usage = await renderUsage(command, parent);
  const [text, columns] = stream.isTTY ? [usage, stream.columns] : [stripVTControlCharacters(usage), 80];
  stream.write(`${wrapUsage(text, columns)}\n`);
}
