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
export function openingOf(dist: URL): Opening {
  const surroundings = () => ({
    environment: process.env,
    terminal: {
      isTerminal: process.stdout.isTTY === true,
      width: process.stdout.columns ?? 80,
      errorIsTerminal: process.stderr.isTTY === true,
    },
  });
  return {
    surroundings,
    async opened() {
      const [file, texts] = [new URL("knowledge.br", dist), new URL("texts.bin", dist)];
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
