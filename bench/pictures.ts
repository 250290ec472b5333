import { campaignPicture, HEIGHT, WIDTH } from '../src/site/pictures/campaign-picture.js';
import { drawPng } from '../src/site/pictures/draw-png.js';
import type { Measure } from './support/measurement.js';

const TIMES = 20;

/** A campaign's picture drawn anew, as after each change of its number; the first one loads typefaces and what draws. */
export const measure: Measure = async () => {
  const first = await draw(0);
  const later: number[] = [];
  for (let time = 1; time <= TIMES; time += 1) later.push(await draw(time));
  const middle = later.toSorted((a, b) => a - b)[TIMES / 2] ?? Infinity;
  return [
    { what: 'the first picture', value: first, unit: 'ms' },
    { what: 'a picture', value: middle, unit: 'ms', target: 300, details: { slowest: Math.max(...later) } },
  ];
};

/** Milliseconds. */
async function draw(count: number): Promise<number> {
  const began = performance.now();
  const words = {
    count: String(count),
    of: 'of 1,000 new members',
    name: 'Birthday',
    spoken: '',
    remaining: `${1000 - count} to go`,
    end: '',
    fill: count / 10,
  };
  const headline = 'Three years of reporting, funded by our readers';
  const shapes = campaignPicture({ newsroom: 'The Meridian', headline, accent: '#0a5c4a', words });
  await drawPng(shapes, WIDTH, HEIGHT);
  return performance.now() - began;
}
