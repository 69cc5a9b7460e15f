// Builds what the browser gets: one style sheet, one script (and more of both for writing posts), one sprite of icons.
// Names carry a hash of the content, so that a browser may keep them for a year; manifest.json knows the plain names.
// The service worker has one address for ever (/service-worker.js), so its name carries none.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const sources = path.join(root, "webapp/static");
const finished = path.join(sources, "dist");
const dist = `${finished}-${process.pid}`; // built beside the old one, then put in its place: never half a dist
const manifest = {};

async function put(name, content) {
  const { name: stem, ext } = path.parse(name);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const hashed = `${stem}-${hash}${ext}`;
  await writeFile(path.join(dist, hashed), content);
  await writeFile(path.join(dist, `${hashed}.gz`), gzipSync(content, { level: 9 }));
  await writeFile(path.join(dist, `${hashed}.br`), brotliCompressSync(content));
  manifest[name] = hashed;
}

async function bundled(entry, format = "iife") {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format,
    target: ["es2022", "safari16.4", "chrome111", "firefox113"],
    nodePaths: [path.join(root, "node_modules")],
    legalComments: "none",
    logLevel: "warning",
  });
  return Buffer.from(result.outputFiles[0].contents);
}

async function bundle(entry, name, format) {
  await put(name, await bundled(path.join(sources, entry), format));
}

async function serviceWorker() {
  await writeFile(path.join(dist, "service-worker.js"), await bundled(path.join(root, "service_worker/worker.js")));
}

async function sprite() {
  const names = (await readFile(path.join(root, "frontend/icons.txt"), "utf8")).split("\n").filter(Boolean);
  const symbols = await Promise.all(
    names.map(async (name) => {
      const drawing = await readFile(path.join(root, `node_modules/lucide-static/icons/${name}.svg`), "utf8");
      const inside = drawing.replace(/<!--[\s\S]*?-->/g, "").match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1];
      return `<symbol id="${name}" viewBox="0 0 24 24">${inside.replace(/\s+/g, " ").trim()}</symbol>`;
    }),
  );
  await put("icons.svg", Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`));
}

await mkdir(dist, { recursive: true });
await Promise.all([
  bundle("css/app.css", "app.css"),
  bundle("css/compose.css", "compose.css"),
  bundle("js/app.js", "app.js"),
  bundle("js/compose.js", "compose.js"),
  bundle("js/photo-blur.js", "photo-blur.js", "esm"), // fetched by compose.js when somebody blurs
  serviceWorker(),
  sprite(),
]);
for (const folder of ["icons", "help"]) {
  for (const name of await readdir(path.join(sources, folder))) {
    await put(name, await readFile(path.join(sources, folder, name)));
  }
}
await writeFile(path.join(dist, "manifest.json"), JSON.stringify(manifest, null, 1));
await rm(finished, { recursive: true, force: true });
await rename(dist, finished);
