import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Result } from "../model.ts";
import { tsv } from "./accuracy-texts.ts";

/** How the references of one labelled application were found. */
export interface UsageCount {
  readonly application: string;
  readonly must: { readonly rows: number; readonly found: number };
  readonly should: { readonly rows: number; readonly found: number };
  /** Rows that are no models, and those of them that were reported as used. */
  readonly reject: { readonly rows: number; readonly used: number };
  /** Places reported (services aside), and those of them that no label speaks of. */
  readonly reported: number;
  readonly wrong: number;
  readonly misses: readonly string[];
}

interface Place {
  readonly path: string;
  readonly line: number | null;
  readonly name: string;
  readonly kind: string;
  readonly role: string;
}

export function applicationsIn(data: string): readonly string[] {
  return readdirSync(join(data, "usage"))
    .filter((name) => name.endsWith(".tsv") && existsSync(join(data, "usage", name.replace(/\.tsv$/, ""))))
    .map((name) => name.replace(/\.tsv$/, ""));
}

/** Measures one application against its labels; `result` is the scan of its folder. */
export function countUsage(data: string, application: string, result: Result): UsageCount {
  const labels = tsv(join(data, "usage", `${application}.tsv`));
  const places = placesOf(result);
  const misses: string[] = [];
  const count = (expect: string) => {
    const rows = labels.filter((row) => row["expect"] === expect);
    const missed = rows.filter((row) => !places.some((place) => isLabelled(place, row)));
    misses.push(...missed.map((row) => `${expect} not found: ${row["file"]}:${row["line"]} ${row["id"]} (${row["kind"]})`));
    return { rows: rows.length, found: rows.length - missed.length };
  };
  const rejects = labels.filter((row) => row["expect"] === "reject");
  const used = rejects.filter((row) => places.some((place) => place.role === "used" && isRejected(place, row)));
  misses.push(...used.map((row) => `reported as used: ${row["file"]}:${row["line"]} ${row["as_written"]}`));
  const wrong = places.filter((place) => !labels.some((row) => row["expect"] !== "reject" && isLabelled(place, row)));
  misses.push(...wrong.map(({ path, line, name, kind, role }) => `no label: ${path}:${line} ${name} (${kind}, ${role})`));
  return {
    application,
    must: count("must"),
    should: count("should"),
    reject: { rows: rejects.length, used: used.length },
    reported: places.length,
    wrong: wrong.length,
    misses,
  };
}

/** Each place at which something was named, once. Files of models, and hosted services, are not what the labels are about. */
function placesOf({ components }: Result): readonly Place[] {
  const places = components
    .filter(({ kind, id }) => kind !== "service" && !id.startsWith("path:"))
    .flatMap(({ name, kind, role, locations }) => locations.map(({ path, line }): Place => ({ path, line, name, kind, role })));
  return [...new Map(places.map((place) => [`${place.path}:${place.line}:${place.name.toLowerCase()}`, place])).values()];
}

function isLabelled({ path, line, name, kind }: Place, row: Readonly<Record<string, string>>): boolean {
  return (
    path === row["file"] &&
    String(line) === row["line"] &&
    kind === row["kind"] &&
    name.toLowerCase() === (row["id"] ?? "").replace(/ \(.*\)$/, "").toLowerCase()
  );
}

function isRejected({ path, line, name }: Place, row: Readonly<Record<string, string>>): boolean {
  return path === row["file"] && String(line) === row["line"] && (row["as_written"] ?? "").toLowerCase().includes(name.toLowerCase());
}
