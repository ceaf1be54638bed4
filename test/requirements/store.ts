import type { Requirement } from "./requirement.ts";

export const storeRequirements = [
  {
    id: "store.restart",
    source: "Toolgate, Store",
    sentence: "Everything that the control plane acknowledged is there after a restart.",
  },
  {
    id: "store.whole",
    source: "Toolgate, Store",
    sentence: "A change that fails leaves nothing of itself.",
  },
  {
    id: "store.one-at-a-time",
    source: "Toolgate, Store",
    sentence: "Changes that are asked for at once are made one after the other.",
  },
  {
    id: "store.durable",
    source: "Toolgate, durable writes",
    sentence: "A control-plane commit waits for the disk; a store that would not is not opened.",
  },
  {
    id: "store.sigkill",
    source: "Toolgate, Show",
    sentence:
      "After a SIGKILL in the middle of writes every acknowledged change is there and none is half done.",
  },
  {
    id: "store.private",
    source: "Toolgate, safe by default",
    sentence: "The data folder and its files can be read by their owner only.",
  },
  {
    id: "store.one-process",
    source: "Toolgate, Store",
    sentence:
      "A second process on a data folder is refused and told who holds it, since when and what to do.",
  },
] as const satisfies readonly Requirement[];
