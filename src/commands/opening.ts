import { join } from "node:path";
import { knowledgeHash, openKnowledge, openTexts } from "../knowledge-files.ts";
import { warn } from "./printable.ts";
import type { Surroundings } from "./scan.ts";

/** What the commands ask for when they run. */
export interface Opening {
  /** The knowledge, the reader of license texts, the environment and the terminal. */
  opened(): Promise<Surroundings>;
  surroundings(): Pick<Surroundings, "environment" | "terminal">;
}

/** Opens what lies in the folder of the built program. */
export function openingOf(dist: string): Opening {
  const surroundings = () => ({
    environment: process.env,
    terminal: {
      get isTerminal() {
        return process.stdout.isTTY === true;
      },
      get width() {
        return process.stdout.columns ?? 80;
      },
      get errorIsTerminal() {
        return process.stderr.isTTY === true;
      },
    },
  });
  return {
    surroundings,
    async opened() {
      const [file, texts] = [join(dist, "knowledge.br"), join(dist, "texts.bin")];
      const knowledge = openKnowledge(file);
      return {
        knowledge,
        readText: openTexts(texts, knowledge),
        knowledgeHash: () => knowledgeHash([file, texts]),
        ...surroundings(),
        warn,
      };
    },
  };
}
