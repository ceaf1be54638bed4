import type { Requirement } from "./requirement.ts";

export const storeRequirements = [
  {
    id: "store.restart",
    source: "Issue: step 1, Store",
    sentence: "Everything that the control plane acknowledged is there after a restart.",
  },
  {
    id: "store.whole",
    source: "Issue: step 1, Store",
    sentence: "A change that fails leaves nothing of itself.",
  },
  {
    id: "store.one-at-a-time",
    source: "Issue: step 1, Store",
    sentence: "Changes that are asked for at once are made one after the other.",
  },
  {
    id: "store.durable",
    source: "DESIGN 2: control-plane writes use synchronous=FULL, pinned by a test",
    sentence: "A control-plane commit waits for the disk; a store that would not is not opened.",
  },
  {
    id: "store.sigkill",
    source: "Issue: step 1, Show",
    sentence:
      "After a SIGKILL in the middle of writes every acknowledged change is there and none is half done.",
  },
  {
    id: "store.private",
    source: "DESIGN 3, safe by default",
    sentence: "The data folder and its files can be read by their owner only.",
  },
  {
    id: "store.one-process",
    source: "Issue: step 1, Store",
    sentence:
      "A second process on a data folder is refused and told who holds it, since when and what to do.",
  },
] as const satisfies readonly Requirement[];
