/** `toolgate keys`: access keys for those who run Toolgate; with the first, every caller has to sign. */
import { defineCommand } from "citty";
import { keyArgs, onKeys } from "../keys/key-surroundings.ts";
import { createAlignedLines } from "../lists/aligned-lines.ts";
import { printable, printableJson } from "../printable.ts";

const create = defineCommand({
  meta: { name: "create", description: "Make an access key; its secret is shown this once" },
  args: {
    name: { type: "string", description: "What the key is called in lists and logs", valueHint: "NAME" },
    admin: { type: "boolean", description: "May do everything; without it the key may look and call tools" },
    ...keyArgs,
  },
  async run({ args }): Promise<number> {
    const asked = { ...(args.name === undefined ? {} : { name: args.name }), admin: args.admin === true };
    const made = await onKeys(args, (keys) => keys.create(asked), { make: true });
    if (args.json === true) {
      process.stdout.write(`${printableJson(made)}\n`);
      return 0;
    }
    const { name, admin, accessKeyId, secretAccessKey } = made;
    process.stderr.write(
      `The key ${printable(name)} is made; ${admin ? "it may do everything" : "it may look and call tools"}. ` +
        "Its secret is shown this once. From now on the control plane takes signed requests alone.\n",
    );
    if (admin && !asked.admin)
      process.stderr.write("The first key is an admin's: nobody could make another otherwise.\n");
    process.stdout.write(
      `export AWS_ACCESS_KEY_ID=${printable(accessKeyId)}\nexport AWS_SECRET_ACCESS_KEY=${printable(secretAccessKey)}\n`,
    );
    return 0;
  },
});

const list = defineCommand({
  meta: { name: "list", description: "Show the keys; their secrets are never shown" },
  args: keyArgs,
  async run({ args }): Promise<number> {
    const keys = await onKeys(args, (known) => known.list());
    if (args.json === true) {
      for (const key of keys) process.stdout.write(`${printableJson(key)}\n`);
    } else if (keys.length === 0) {
      process.stdout.write(
        "No keys: on this machine anyone may call the control plane. npx toolgate keys create --admin makes the first, and from then on every caller has to sign.\n",
      );
    } else {
      const rows = keys.map(({ accessKeyId, name, admin, createdAt }) => [
        accessKeyId,
        admin ? "admin" : "reader",
        createdAt,
        name,
      ]);
      const lines = createAlignedLines()(rows, (cell) => cell);
      process.stdout.write(`${lines.join("\n")}\n`);
    }
    return 0;
  },
});

const remove = defineCommand({
  meta: { name: "delete", description: "Delete a key; what it signed is refused at once" },
  args: {
    id: { type: "positional", required: true, description: "The access key id", valueHint: "ACCESS_KEY_ID" },
    ...keyArgs,
  },
  async run({ args }): Promise<number> {
    const gone = await onKeys(args, (keys) => keys.remove(args.id));
    const text =
      args.json === true
        ? printableJson(gone)
        : `Deleted ${printable(gone.accessKeyId)} (${printable(gone.name)}).`;
    process.stdout.write(`${text}\n`);
    return 0;
  },
});

export const keysCommand = defineCommand({
  meta: {
    name: "keys",
    description: "Make, list and delete access keys, which callers then have to sign with",
  },
  subCommands: { create, list, delete: remove },
});
