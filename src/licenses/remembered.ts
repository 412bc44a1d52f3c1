/** How many answers are kept: trees name a few licenses in thousands of places, and can be made to name millions. */
const MOST = 2_000;

/** Answers as `ask` does, and equal questions about the same knowledge once. */
export function remembered<Known extends object, Answer>(
  ask: (question: string, known: Known) => Answer,
): (question: string, known: Known) => Answer {
  const byKnown = new WeakMap<Known, Map<string, { readonly answer: Answer }>>();
  return (question, known) => {
    const answers = byKnown.get(known) ?? new Map<string, { readonly answer: Answer }>();
    byKnown.set(known, answers);
    const before = answers.get(question);
    if (before !== undefined) return before.answer;
    const answer = ask(question, known);
    if (answers.size < MOST) answers.set(question, { answer });
    return answer;
  };
}
