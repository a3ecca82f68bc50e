// Bundles the pages' scripts and styles, and the licences of what is in them, into the package.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";

const OUT = path.resolve(import.meta.dirname, "../bacd_graph/explorer/bundle");
// One script for each page that needs other libraries, and one for the file that works offline.
const PAGES = ["reading", "graph", "sparql", "offline"];

await rm(OUT, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: [...PAGES.map((name) => `src/${name}.ts`), "src/page.css"],
  outdir: OUT,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "ascii",
  legalComments: "none",
  metafile: true,
  absWorkingDir: import.meta.dirname,
});
await mkdir(OUT, { recursive: true });
await writeFile(path.join(OUT, "LICENSES.txt"), await licences(Object.keys(metafile.inputs)));
await writeFile(path.join(OUT, "sources.sha256"), `${await sourcesHash()}\n`);

// A hash of all that the bundle is made of: a test tells by it that somebody forgot to bundle anew.
async function sourcesHash() {
  const sources = await readdir(path.join(import.meta.dirname, "src"), { recursive: true });
  const files = ["build.mjs", "package-lock.json", ...sources.map((name) => `src/${name}`)];
  const hash = createHash("sha256");
  for (const name of files.filter((file) => /\.\w+$/.test(file)).sort()) {
    hash
      .update(`${name}\0`)
      .update(await readFile(path.join(import.meta.dirname, name)))
      .update("\0");
  }
  return hash.digest("hex");
}

// What a library asks of those who pass it on: its name, version and licence.
async function licences(inputs) {
  const folders = new Set(inputs.map((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]));
  folders.delete(undefined);
  const parts = [];
  for (const name of [...folders].sort()) {
    const folder = path.join(import.meta.dirname, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? (await readFile(path.join(folder, file), "utf8")).trim() : license;
    parts.push(`${name} ${version} (${license})\n\n${text}\n`);
  }
  return parts.join(`\n${"-".repeat(80)}\n\n`);
}
