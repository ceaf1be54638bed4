import { type Check, fails, holds } from "../check.ts";
import type { Facts } from "../facts.ts";

/** Milliseconds: what gateways forgive in tokens. */
export const tolerated = 30_000;

/** This machine's clock against the server's. It breaks what is signed here; all else works. */
export function checkClock({ clock: { ahead, serverNow, refused } }: Facts): readonly Check[] {
  const title = "the clocks of this machine and of the server agree";
  const apart = `this machine's clock is ${duration(ahead)} ${ahead > 0 ? "ahead of" : "behind"} the server's`;
  if (refused === undefined && Math.abs(ahead) <= tolerated) return [holds("clock", title)];
  const told = `${apart}, which says ${new Date(serverNow).toISOString()}`;
  const evidence = refused === undefined ? told : `${told}; ${refused}`;
  return [
    fails("clock", title, {
      evidence,
      cause: `${sentence(apart)}${refused === undefined ? "" : ", so that what it signs is refused"}.`,
      cures: [
        {
          say: "Set the clock that is wrong, best by a time service. Nothing that is signed or issued here is taken there until then.",
          command: "sudo timedatectl set-ntp true",
        },
      ],
      ...(refused === undefined ? { isIncidental: true } : {}),
    }),
  ];
}

/** How far two instants are apart, in whole seconds, minutes or hours. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(Math.abs(milliseconds) / 1_000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
