import { stripVTControlCharacters } from "node:util";
import { type CommandDef, renderUsage } from "citty";

/** Writes how a command is called; in plain text where the stream is no terminal, which citty does not look at. */
export async function writeUsage(
  stream: NodeJS.WriteStream,
  command: CommandDef,
  parent?: CommandDef,
): Promise<void> {
  const usage = await renderUsage(command, parent);
  stream.write(`${stream.isTTY ? usage : stripVTControlCharacters(usage)}\n`);
}
