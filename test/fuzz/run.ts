// Fuzzing for as long as wanted: npm run fuzz -- [--seconds N | --count N] [--seed N] [--only WORDS] [--case INDEX]
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { allTargets } from "./all-targets.ts";
import { type Failure, inputOf, tryCase } from "./campaign.ts";
import type { Target } from "./target.ts";

/** Milliseconds that each target gets in turn: slow ones try fewer cases. */
const TURN = 250;
const MOST_CASES = 2_000;
/** Milliseconds after which a case is taken for a hang and its thread is ended. */
const STUCK = 20_000;
/** Failures of one target after which it is left alone. */
const MOST_FAILURES = 20;

interface Work {
  readonly seed: number;
  readonly target: number;
  readonly from: number;
  readonly count: number;
  /** Milliseconds that it may take. */
  readonly time: number;
}

interface Answer {
  readonly work: Work;
  /** Cases tried. */
  readonly tried: number;
  readonly failures: readonly Failure[];
}

const { values: flags } = parseArgs({
  args: isMainThread ? process.argv.slice(2).filter((one) => !/\.(?:ts|mjs)$/.test(one)) : [],
  options: {
    seconds: { type: "string" },
    count: { type: "string" },
    seed: { type: "string" },
    only: { type: "string" },
    case: { type: "string" },
    output: { type: "string" },
  },
});

async function serve(targets: readonly Target[], progress: Int32Array): Promise<void> {
  parentPort?.on("message", async (work: Work) => {
    const target = targets[work.target];
    if (target === undefined) return;
    const failures: Failure[] = [];
    const end = Date.now() + work.time;
    let index = work.from;
    for (; index < work.from + work.count && Date.now() < end; index += 1) {
      Atomics.store(progress, 0, index);
      Atomics.add(progress, 1, 1);
      const failure = await tryCase(target, work.seed, index);
      if (failure !== null) failures.push(failure);
    }
    parentPort?.postMessage({ work, tried: index - work.from, failures } satisfies Answer);
  });
}

/** One thread that works; ended and made anew where a case hangs. */
class Hand {
  private readonly progress = new Int32Array(new SharedArrayBuffer(8));
  private worker = this.start();

  private start(): Worker {
    return new Worker(new URL(import.meta.url), { workerData: { progress: this.progress }, argv: [] });
  }

  async do(work: Work, target: Target): Promise<Answer> {
    const { worker } = this;
    let last = -1;
    let since = Date.now();
    return new Promise((resolve) => {
      const done = (answer: Answer) => {
        clearInterval(watch);
        worker.off("message", done);
        worker.off("error", fail);
        resolve(answer);
      };
      let stopped = false;
      const stop = async (message: string) => {
        if (stopped) return;
        stopped = true;
        const index = Atomics.load(this.progress, 0);
        await worker.terminate();
        this.worker = this.start();
        const input = inputOf(target, work.seed, index);
        done({ work, tried: index + 1 - work.from, failures: [{ target: target.name, seed: work.seed, index, message, input }] });
      };
      const watch = setInterval(() => {
        const now = Atomics.load(this.progress, 1);
        if (now !== last) [last, since] = [now, Date.now()];
        else if (Date.now() - since > STUCK) void stop(`hangs: no end after ${STUCK / 1000} s`);
      }, 500);
      const fail = (error: unknown) => void stop(`ended the thread: ${error instanceof Error ? error.stack : String(error)}`);
      worker.on("message", done);
      worker.on("error", fail);
      worker.postMessage(work);
    });
  }

  end(): Promise<number> {
    return this.worker.terminate();
  }
}

function save(failure: Failure, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${failure.target.replaceAll(/[^\w-]+/g, "-")}-${failure.seed}-${failure.index}`);
  writeFileSync(path, failure.input.bytes);
  writeFileSync(
    `${path}.txt`,
    `${failure.target}\nseed ${failure.seed}, case ${failure.index}\npath ${failure.input.path}\n${failure.message}\n`,
  );
  return path;
}

async function campaign(targets: readonly Target[]): Promise<number> {
  const seed = Number(flags.seed ?? Date.now() % 1_000_000);
  const most = Number(flags.count ?? Number.POSITIVE_INFINITY);
  const end = Date.now() + 1000 * Number(flags.seconds ?? (flags.count === undefined ? 60 : Number.POSITIVE_INFINITY));
  const folder = flags.output ?? "fuzz-failures";
  const counts = new Map<string, { cases: number; failures: number }>();
  const chosen = targets.map((target, at) => ({ target, at })).filter(({ target }) => target.name.includes(flags.only ?? ""));
  const hand = new Hand();
  let total = 0;
  while (total < most && Date.now() < end) {
    for (const { target, at } of chosen) {
      const count = counts.get(target.name) ?? { cases: 0, failures: 0 };
      if (count.failures >= MOST_FAILURES || total >= most || Date.now() >= end) continue;
      const work = { seed, target: at, from: count.cases, count: Math.min(MOST_CASES, most - total), time: TURN * (target.turns ?? 1) };
      const answer = await hand.do(work, target);
      for (const failure of answer.failures) {
        const message = failure.message.split("\n").slice(0, 3).join(" | ");
        process.stdout.write(`FAILED ${target.name} (seed ${seed}, case ${failure.index}): ${message}\n  ${save(failure, folder)}\n`);
      }
      total += answer.tried;
      counts.set(target.name, { cases: count.cases + answer.tried, failures: count.failures + answer.failures.length });
    }
  }
  await hand.end();
  for (const [name, { cases, failures }] of counts)
    process.stdout.write(`${String(cases).padStart(9)}  ${name}${failures > 0 ? `  ${failures} FAILED` : ""}\n`);
  const failures = [...counts.values()].reduce((sum, one) => sum + one.failures, 0);
  process.stdout.write(`${total} inputs, ${failures} failures, seed ${seed}\n`);
  return failures;
}

const targets = allTargets();
if (!isMainThread) void serve(targets, (workerData as { progress: Int32Array }).progress);
else if (flags.case !== undefined) {
  const target = targets.find(({ name }) => name === flags.only);
  const failure = target === undefined ? null : await tryCase(target, Number(flags.seed), Number(flags.case));
  process.stdout.write(`${target === undefined ? "no such target" : (failure?.message ?? "every property holds")}\n`);
} else if ((await campaign(targets)) > 0) process.exitCode = 1;
