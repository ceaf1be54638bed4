/** Says which process it is to the address in its event, and goes on when that answers. */
import { get } from "node:http";

export const handler = ({ address }) =>
  new Promise((resolve, reject) => {
    get(`${address}/${process.pid}`, (response) => {
      response.resume();
      response.on("end", () => resolve({ pid: process.pid }));
    }).on("error", reject);
  });
