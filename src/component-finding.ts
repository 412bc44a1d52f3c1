import { createHash } from "node:crypto";
import type { Finding, Location, Outcome, Verdict } from "./model.ts";

/**
 * What a check found about a component; the properties stand in the order of the result. The fingerprint is made when it is first asked for: nobody asks for
 * those of most findings that pass. One accessor serves all findings: with one of its own each would take seven times the memory.
 */
export class ComponentFinding implements Finding {
  declare readonly check: string;
  declare readonly verdict: Verdict;
  declare readonly component: string;
  declare readonly message: string;
  declare readonly location: Location;
  declare readonly related: readonly Location[];
  declare readonly because: readonly string[];
  declare readonly policyLocation: Location | null;
  declare readonly fix: string;
  declare readonly fingerprint: string;
  declare readonly baselineState: Finding["baselineState"];
  declare readonly waiver: Finding["waiver"];
  readonly #about: string;
  #hash: string | undefined;

  /** `policyLocation` is where the policy gives the check its level; an outcome may know better. */
  constructor(check: string, component: string, outcome: Outcome, verdict: Verdict, policyLocation: Location | null) {
    this.check = check;
    this.verdict = verdict;
    this.component = component;
    this.message = outcome.message;
    this.location = outcome.location;
    this.related = outcome.related ?? NOWHERE;
    this.because = outcome.because;
    this.policyLocation = outcome.policyLocation ?? policyLocation;
    this.fix = outcome.fix;
    Object.defineProperty(this, "fingerprint", ComponentFinding.#fingerprint);
    this.baselineState = null;
    this.waiver = null;
    this.#about = outcome.about;
  }

  /** Survives moved lines and changed wording: made of the check, the component and what the finding is about. */
  static readonly #fingerprint = {
    enumerable: true,
    get(this: ComponentFinding): string {
      this.#hash ??= createHash("sha256").update(`${this.check}\n${this.component}\n${this.#about}`).digest("hex").slice(0, 16);
      return this.#hash;
    },
  };
}

const NOWHERE: readonly Location[] = [];
