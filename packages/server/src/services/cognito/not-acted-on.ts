import { z } from "zod";

/** A member of AWS's that Toolgate does not act on: refused by name where it is given. */
export const notActedOn = z
  .undefined({ error: "Toolgate does not act on this member; leave it out" })
  .optional();
