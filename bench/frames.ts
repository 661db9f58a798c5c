import type { Page } from 'playwright-core';

/** As fast as whoever skims reads: 80 rows of a table in a second. */
const pixelsPerSecond = 3_000;
const windowMs = 500;

/** Turns the wheel over the middle of the page; gives frames per second, window by window. */
export async function scrollByWheel(page: Page, seconds: number): Promise<number[]> {
  await page.bringToFront();
  await page.evaluate(`{
    window.frames = [];
    const keep = (at) => { window.frame = requestAnimationFrame(keep); window.frames.push(at); };
    requestAnimationFrame(keep);
  }`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.synthesizeScrollGesture', {
    x: 800,
    y: 500,
    yDistance: -pixelsPerSecond * seconds,
    speed: pixelsPerSecond,
    gestureSourceType: 'mouse',
  });
  await devtools.detach();
  return countFrames(await page.evaluate<number[]>('cancelAnimationFrame(window.frame), window.frames'));
}

/** Only whole windows. */
function countFrames(frames: readonly number[]): number[] {
  const [start = 0] = frames;
  const windows = Math.floor(((frames.at(-1) ?? start) - start) / windowMs);
  return Array.from({ length: windows }, (_, window) => {
    const from = start + window * windowMs;
    return (frames.filter((at) => at >= from && at < from + windowMs).length * 1_000) / windowMs;
  });
}
