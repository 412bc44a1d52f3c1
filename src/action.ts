import { join } from "node:path";
import { runAction } from "./commands/action.ts";
import { printable } from "./commands/printable.ts";
import { knowledgeHash, openKnowledge, openTexts } from "./knowledge-files.ts";
import { forCommand } from "./reports/parts/escape.ts";

/** The entry of the GitHub Action. */
function beside(name: string): string {
  return join(import.meta.dirname, name);
}

async function main(): Promise<void> {
  const knowledge = openKnowledge(beside("knowledge.br"));
  const texts = beside("texts.bin");
  const { output, code } = await runAction({
    knowledge,
    readText: openTexts(texts, knowledge),
    knowledgeHash: () => knowledgeHash([beside("knowledge.br"), texts]),
    environment: process.env,
    terminal: { isTerminal: false, width: 120, errorIsTerminal: false },
    warn: (message) => process.stdout.write(`::warning title=modelterms::${forCommand(printable(message))}\n`),
  });
  process.stdout.write(output);
  process.exitCode = code;
}

main().catch((error: unknown) => {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stdout.write(`::error title=modelterms failed; please report this::${forCommand(printable(words))}\n`);
  process.exitCode = 2;
});
