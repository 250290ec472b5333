import { transformFile } from '@swc/core';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const isTypeScript = (url) => url.startsWith('file:') && /\.tsx?$/.test(url);

/** Finds `x.ts` or `x.tsx` where one of our own files imports `x.js`. */
export async function resolve(specifier, context, next) {
  if (isTypeScript(context.parentURL ?? '') && /^\.{1,2}\/.*\.js$/.test(specifier)) {
    for (const extension of ['.ts', '.tsx']) {
      const candidate = new URL(specifier.replace(/\.js$/, extension), context.parentURL);
      if (existsSync(candidate)) return { url: candidate.href, shortCircuit: true };
    }
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!isTypeScript(url)) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url), { sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}
