import { detachedText } from "../../detach.ts";

/** Names that are remembered at most: few make up most of all programs. */
const MOST = 20_000;

/** The same function of a name, which answers each name once. What it remembers are copies, since a part of a program's text would keep all of it in memory. */
export function remembering<Answer extends object | boolean | null>(ask: (name: string) => Answer): (name: string) => Answer {
  const answers = new Map<string, Answer>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined) return known;
    if (answers.size >= MOST) answers.clear();
    const answer = ask(name);
    answers.set(detachedText(name), answer);
    return answer;
  };
}
