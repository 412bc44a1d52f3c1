import { describe, expect, test } from "vitest";
import { describeHostile } from "./hostile.ts";
import { scenesOn } from "./scenarios.ts";

/** The tests' own Node: the oldest that the program supports, where this is run as documented. All of it is tested on the runner's, Node 24. */
describe(`the action on Node ${process.versions.node}`, () => {
  test("runs on it", () => expect(Number(process.versions.node.split(".")[0])).toBeGreaterThanOrEqual(20));
  describeHostile(scenesOn(process.execPath));
});
