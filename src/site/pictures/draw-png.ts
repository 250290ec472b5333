import type { CanvasKit } from 'canvaskit-wasm';
import { createRequire } from 'node:module';
import type { Shape } from './paths.js';

const require = createRequire(import.meta.url);

/** Half a tenth of a second to load, and 30 MB: the first picture waits for it, not the start. */
let kit: Promise<CanvasKit> | null = null;

function load(): Promise<CanvasKit> {
  const init = require('canvaskit-wasm') as (options: object) => Promise<CanvasKit>;
  return init({ locateFile: (file: string) => require.resolve(`canvaskit-wasm/bin/${file}`) });
}

/** Shapes, one over the other, as a PNG of that many pixels. */
export async function drawPng(shapes: Shape[], width: number, height: number): Promise<Buffer> {
  kit ??= load();
  const { MakeSurface, Paint, Path, parseColorString } = await kit;
  const surface = MakeSurface(width, height);
  if (!surface) throw new Error('there is no memory for a picture');
  const paint = new Paint();
  try {
    paint.setAntiAlias(true);
    for (const { d, fill } of shapes) {
      const path = d && Path.MakeFromSVGString(d);
      if (!path) continue;
      paint.setColor(parseColorString(fill));
      surface.getCanvas().drawPath(path, paint);
      path.delete();
    }
    const image = surface.makeImageSnapshot();
    const bytes = image.encodeToBytes();
    image.delete();
    if (!bytes) throw new Error('a picture could not be written');
    return Buffer.from(bytes);
  } finally {
    // What WebAssembly holds, no garbage collector frees.
    paint.delete();
    surface.delete();
  }
}
