import { answerTargets } from "./answer-targets.ts";
import { formatTargets } from "./format-targets.ts";
import { knowledgeTargets } from "./knowledge-targets.ts";
import { lossTargets } from "./loss-targets.ts";
import { readerTargets } from "./reader-targets.ts";
import { resultTargets } from "./result-targets.ts";
import type { Target } from "./target.ts";

/** Everything that is fuzzed. New readers and reports are in it by themselves. */
export function allTargets(): readonly Target[] {
  return [...formatTargets(), ...knowledgeTargets(), ...resultTargets(), ...answerTargets(), ...readerTargets(), ...lossTargets()];
}
