import { stem } from "./word-stem.ts";

const stems = (words: string): ReadonlySet<string> => new Set(words.split(" ").map(stem));

const reads = stems(
  "get read view list search find show fetch retrieve describe inspect lookup look browse see display enumerate count check track",
);
const writes = stems(
  "create add make register open file submit lodge update change modify edit alter amend adjust revise set delete remove erase destroy " +
    "purge wipe prune drop send dispatch deliver transmit transfer move wire process issue approve authorize accept reject decline refuse " +
    "cancel abort void revoke withdraw pay disburse remit refund deploy release launch restart reboot stop shutdown halt terminate kill " +
    "start boot begin enable activate disable deactivate book reserve schedule buy purchase order publish post archive copy duplicate " +
    "clone rollback revert restore charge bill hire onboard email mail notify alert message grant give assign write save store upload put push " +
    "install lend loan award rent return record insert upsert append merge rotate reset lock unlock pause resume trigger suspend close " +
    "ban block unblock ship cut mint burn sign seal load unload evict fire promote demote rename replace ground waive call hand pull " +
    "backfill migrate patch provision resize scale shut switch swap sync transition upgrade downgrade invite attach detach mark plant " +
    "recall reissue renew extend escalate void redeem credit debit sell trade invoice discharge admit enroll enrol transplant prescribe",
);
/** Whether what such a verb does changes something cannot be told from it. */
const doubtful = /^(?:in|out|off|on|and|or|then|into|back|up)$/;

/** Whether a tool so named only reads: true or false where its verb tells, undefined where it does not. */
export function onlyReads(name: readonly string[], described: readonly string[]): boolean | undefined {
  const [verb = "", ...rest] = name;
  const [told = ""] = described;
  if (reads.has(verb)) {
    // "look up" reads, "check out" and "get or create" may not
    const behind = verb === stem("look") ? rest.slice(1) : rest;
    const isMixed = behind.some((word) => doubtful.test(word));
    return isMixed || changes(told) ? undefined : true;
  }
  return changes(verb) || changes(told) ? false : undefined;
}

function changes(verb: string): boolean {
  return writes.has(verb) && !reads.has(verb);
}
