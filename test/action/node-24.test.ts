import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { NODE_24 } from "./action-run.ts";
import { describeConversation } from "./conversation.ts";
import { describeHostile } from "./hostile.ts";
import { describeRules } from "./rules.ts";
import { scenesOn } from "./scenarios.ts";
import { describeWhatCounts } from "./what-counts.ts";

describe("the action on Node 24, as the runner has it", () => {
  test("runs on it", () => expect(execFileSync(NODE_24, ["--version"], { encoding: "utf8" })).toMatch(/^v24\./));
  const newScene = scenesOn(NODE_24);
  describeWhatCounts(newScene);
  describeRules(newScene);
  describeConversation(newScene);
  describeHostile(newScene);
});
