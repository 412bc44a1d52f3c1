import { describe, expect, test } from "vitest";
import { describeConversation } from "./conversation.ts";
import { describeHostile } from "./hostile.ts";
import { describeRules } from "./rules.ts";
import { scenesOn } from "./scenarios.ts";
import { describeWhatCounts } from "./what-counts.ts";

/** The tests' own Node: the oldest that the program supports, where this is run as documented. */
describe(`the action on Node ${process.versions.node}`, () => {
  test("runs on it", () => expect(Number(process.versions.node.split(".")[0])).toBeGreaterThanOrEqual(20));
  const newScene = scenesOn(process.execPath);
  describeWhatCounts(newScene);
  describeRules(newScene);
  describeConversation(newScene);
  describeHostile(newScene);
});
