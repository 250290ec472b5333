// Builds the server (SWC, file by file) and what browsers get (esbuild) into dist/. About a second.
import { transformFile } from '@swc/core';
import * as esbuild from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { root, sourcesHash, stampFile } from './sources.mjs';

const dist = join(root, 'dist');
const publicFolder = join(dist, 'public');
const clientFolders = ['src/embed/client', 'src/site/client'].map((folder) => join(root, folder));

export async function build() {
  const hash = await sourcesHash();
  await rm(join(root, stampFile), { force: true });
  const written = (await Promise.all([buildServer(), buildAssets()])).flat();
  await removeAllBut(new Set(written));
  await writeFile(join(root, stampFile), hash);
}

/** What browsers get. Tests need no more: they run the server from its sources. */
export async function buildAssets() {
  return (await Promise.all([buildClient(), buildStyles(), copyFonts()])).flat();
}

async function buildServer() {
  const names = await readdir(join(root, 'src'), { recursive: true });
  const sources = names
    .map((name) => join(root, 'src', name))
    .filter((path) => /(?<!\.d)\.tsx?$/.test(path))
    .filter((path) => !clientFolders.some((folder) => path.startsWith(folder + '/')));
  return (await Promise.all(sources.map(compile))).flat();
}

async function compile(source) {
  const target = join(dist, relative(join(root, 'src'), source)).replace(/\.tsx?$/, '.js');
  const { code, map } = await transformFile(source, { sourceFileName: relative(dirname(target), source) });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, `${code}//# sourceMappingURL=${basename(target)}.map\n`);
  await writeFile(`${target}.map`, map);
  return [target, `${target}.map`];
}

/** The banner runs in other people's pages: one classic script. Our own pages get modules. */
async function buildClient() {
  const banner = join(root, 'src/embed/client/embed.ts');
  const site = await filesIn('src/site/client', /(?<!\.d)\.ts$/);
  const shared = { bundle: true, minify: true, outdir: publicFolder, logLevel: 'warning' };
  if (existsSync(banner)) await buildBanner({ ...shared, target: 'es2022' }, banner);
  if (site.length > 0) await esbuild.build({ ...shared, entryPoints: site, format: 'esm', target: 'es2022' });
  const banners = existsSync(banner) ? [banner, moreOf(banner)] : [];
  return [...banners, ...site].map((path) => join(publicFolder, basename(path).replace(/\.ts$/, '.js')));
}

/** The banner loads what only some need from an address that names its content, so that one of an earlier release fits for good. */
async function buildBanner(shared, banner) {
  await esbuild.build({ ...shared, entryPoints: [moreOf(banner)], format: 'esm' });
  const more = await readFile(join(publicFolder, 'embed-more.js'));
  const version = createHash('sha256').update(more).digest('hex').slice(0, 12);
  const define = { MORE: JSON.stringify(`/embed.${version}.js`) };
  await esbuild.build({ ...shared, entryPoints: [banner], format: 'iife', define });
}

function moreOf(banner) {
  return join(dirname(banner), 'embed-more.ts');
}

async function buildStyles() {
  const sheets = ['src/site/styles/site.css', 'src/staff/styles/staff.css'].map((path) => join(root, path));
  const entryPoints = sheets.filter((path) => existsSync(path));
  if (entryPoints.length === 0) return [];
  // Fonts and pictures are served beside the sheet, under names that the server knows.
  const external = ['*.woff2', '*.svg', '*.png'];
  await esbuild.build({
    entryPoints,
    entryNames: '[name]',
    outdir: publicFolder,
    bundle: true,
    minify: true,
    external,
    logLevel: 'warning',
  });
  return entryPoints.map((path) => join(publicFolder, basename(path)));
}

/** The subsets and the one style that the pages use. */
async function copyFonts() {
  await mkdir(join(publicFolder, 'fonts'), { recursive: true });
  const fonts = ['inter', 'source-serif-4'].flatMap((font) =>
    ['latin', 'cyrillic'].map(async (subset) => {
      const file = `@fontsource-variable/${font}/files/${font}-${subset}-wght-normal.woff2`;
      const target = join(publicFolder, 'fonts', basename(file));
      await copyFile(join(root, 'node_modules', file), target);
      return target;
    }),
  );
  return Promise.all(fonts);
}

async function filesIn(folder, pattern) {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return (await readdir(path)).filter((name) => pattern.test(name)).map((name) => join(path, name));
}

/** What earlier sources made must not live on. */
async function removeAllBut(written) {
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !written.has(path)) await rm(path, { force: true });
  }
}

if (process.argv[1] === import.meta.filename) await build();
