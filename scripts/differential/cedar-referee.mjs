import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { fromPlain, stringifyJson, valueToJson } from "@toolgate/policy";

/** Cedar's reference implementation in a process of its own, asked about many requests at once. */
export function startReferee() {
  const child = fork(fileURLToPath(new URL("./cedar-referee-child.mjs", import.meta.url)), [], {
    execArgv: ["--no-turbo-inline-js-wasm-calls"],
  });
  const waiting = new Map();
  let next = 0;
  child.on("message", ({ id, outcomes }) => {
    waiting.get(id).resolve(outcomes);
    waiting.delete(id);
  });
  child.on("exit", (code, signal) => {
    for (const { reject } of waiting.values())
      reject(new Error(`The Cedar process ended: ${signal ?? code}`));
  });
  return {
    /** What Cedar makes of each request under the policies. */
    decide(policies, requests) {
      const id = next++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child.send({ id, policies, requests: requests.map(requestText) });
      });
    },
    close: () => child.disconnect(),
  };
}

/** The request as cedar-wasm reads it, with every digit of an integer. */
function requestText({ principal, action, resource, context }) {
  const uid = (entity) => ({ type: entity.uid.type, id: entity.uid.id });
  const values = (map) => Object.fromEntries([...map].map(([name, value]) => [name, valueToJson(value)]));
  const entities = [principal, action, resource].map((entity) => ({
    uid: uid(entity),
    attrs: values(entity.attributes),
    tags: values(entity.tags),
    parents: [...entity.ancestors].map(entityOfKey),
  }));
  return stringifyJson(
    fromPlain({
      principal: uid(principal),
      action: uid(action),
      resource: uid(resource),
      context: valueToJson(context),
      entities,
      preparsedPolicySetId: "world",
    }),
  );
}

/** A type has no space, so the first one ends it. */
function entityOfKey(key) {
  const space = key.indexOf(" ");
  return { type: key.slice(0, space), id: key.slice(space + 1) };
}
