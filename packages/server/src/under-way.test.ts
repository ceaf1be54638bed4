import fc from "fast-check";
import { expect, it } from "vitest";
import { UnderWay } from "./under-way.ts";

it("holds what was added and not deleted, whatever the order", () => {
  const steps = fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 7 })));
  fc.assert(
    fc.property(steps, (list) => {
      const items = Array.from({ length: 8 }, (_, name) => ({ name, place: 0 }));
      const underWay = new UnderWay<(typeof items)[number]>();
      const model = new Set<number>();
      for (const [add, name] of list) {
        const item = items[name];
        if (item === undefined) continue;
        if (!add) {
          underWay.delete(item);
          model.delete(name);
        } else if (!model.has(name)) {
          underWay.add(item);
          model.add(name);
        }
      }
      expect(new Set(underWay.all().map(({ name }) => name))).toEqual(model);
      expect(underWay.size).toBe(model.size);
    }),
  );
});

it("may be emptied by who goes through all of it", () => {
  const underWay = new UnderWay<{ place: number }>();
  for (let count = 0; count < 5; count++) underWay.add({ place: 0 });
  for (const item of underWay.all()) underWay.delete(item);
  expect(underWay.size).toBe(0);
});
