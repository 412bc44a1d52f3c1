import { ExpectedError } from "../errors.ts";
import type { Declaration } from "../model.ts";
import { hubSource } from "../sources/hub.ts";
import type { Source } from "../sources/source.ts";
import { hubClient } from "./client.ts";
import { isHubName } from "./record.ts";
import { HubRefusal, wordsOf } from "./refusal.ts";
import { type Environment, hubSettings } from "./settings.ts";

/** `hf:OWNER/MODEL[@REVISION]` taken apart. */
export interface HubTarget {
  readonly name: string;
  readonly revision: string | null;
}

/** Null for targets of other kinds. Throws ExpectedError for a malformed one. */
export function parseHubTarget(target: string): HubTarget | null {
  if (!target.startsWith("hf:")) return null;
  const match = /^hf:(?:\/\/)?([^@]+?)\/?(?:@(.+))?$/.exec(target);
  const name = match?.[1] ?? "";
  if (!isHubName(name))
    throw new ExpectedError(`${JSON.stringify(target)} names no repository of the Hub: write hf:OWNER/MODEL or hf:OWNER/MODEL@REVISION`);
  return { name, revision: match?.[2] ?? null };
}

/** The repository as a source, and what the Hub says of it besides its files: its name and its commit. Throws ExpectedError that says why it cannot be read. */
export async function openHubTarget(
  target: string,
  { name, revision }: HubTarget,
  environment: Environment,
): Promise<{ readonly source: Source; readonly about: readonly Declaration[] }> {
  const settings = hubSettings(environment, `the target ${target}`);
  const client = hubClient(settings);
  const info = await client.info("model", name, revision).catch((error: unknown) => {
    const hint =
      error instanceof HubRefusal && error.reason === "missing" && settings.token === null ? "; for a private one set HF_TOKEN" : "";
    throw new ExpectedError(`${target}: ${wordsOf(error, settings.endpoint)}${hint}`);
  });
  const { id, sha } = info;
  if (sha === null || !isHubName(id)) throw new ExpectedError(`${target}: the Hub tells no commit of it`);
  const repository = {
    commit: sha,
    files: () => client.list("model", id, sha, true),
    read: (path: string, limit: number) => client.read("model", id, sha, path, limit),
  };
  const location = { path: ".", line: null, column: null };
  const about: Declaration = {
    ...{ reader: "hub", subject: { at: "folder", folder: "" }, kind: "model", role: "published", location },
    ...{ name: { value: id, location }, revision: sha },
  };
  return { source: hubSource(repository, target), about: [about] };
}
