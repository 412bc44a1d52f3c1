import type { ExpressionJudgment, JudgeOptions, judgeLicense } from "./judge.ts";

export type LicenseJudge = typeof judgeLicense;

/**
 * Judges as `judge` does, and equal questions once: a tree holds thousands of components under a few licenses. Equal is what is the same in all that is asked;
 * lists, rules and knowledge are told apart by identity.
 */
export function rememberingJudge(judge: LicenseJudge): LicenseJudge {
  const numbers = new Map<object, number>();
  const numberOf = (one: object): number => {
    const number = numbers.get(one) ?? numbers.size;
    numbers.set(one, number);
    return number;
  };
  const known = new Map<string, ExpressionJudgment>();
  return (expression, candidates, options: JudgeOptions) => {
    const { lists, policy, knowledge, defaults, subject, base, bound, nameAllowed } = options;
    const rules = [lists, policy, knowledge].map(numberOf);
    const key = JSON.stringify([expression, candidates, rules, defaults, subject, base, bound, nameAllowed]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const judgment = judge(expression, candidates, options);
    known.set(key, judgment);
    return judgment;
  };
}
