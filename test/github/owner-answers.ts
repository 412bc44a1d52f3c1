import { userBody } from "./conversation.ts";

/** What GitHub says of a repository besides its files. */
export interface AboutRepository {
  readonly archived?: boolean;
  readonly fork?: boolean;
  /** Kilobytes. */
  readonly size?: number;
}

/** One page of the repositories of an owner, by `OWNER/REPO`; null where there is no such owner. `address` is what was asked for, with the host. */
export function repositoriesOf(owner: string, names: readonly string[], about: Readonly<Record<string, AboutRepository>>, address: URL) {
  const own = names.filter((name) => name.startsWith(`${owner}/`));
  if (own.length === 0) return null;
  const size = Number(address.searchParams.get("per_page") ?? "30");
  const page = Number(address.searchParams.get("page") ?? "1");
  const next = new URL(address);
  next.searchParams.set("page", String(page + 1));
  const more = page * size < own.length;
  // GitHub sorts by the time of creation: not by name.
  const shown = own.toReversed().slice((page - 1) * size, page * size);
  return {
    status: 200,
    body: shown.map((name) => repositoryBody(owner, name, about[name] ?? {})),
    headers: more ? { link: `<${next.href}>; rel="next"` } : {},
  };
}

function repositoryBody(owner: string, fullName: string, { archived = false, fork = false, size = 1 }: AboutRepository): object {
  const link = `https://api.github.com/repos/${fullName}`;
  return {
    ...{ id: 1, node_id: "R_1", name: fullName.slice(owner.length + 1), full_name: fullName, owner: userBody(owner), private: false },
    ...{ html_url: `https://github.com/${fullName}`, description: null, fork, url: link, archived, disabled: false, size },
    default_branch: "main",
  };
}
