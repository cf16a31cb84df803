/**
 * A display that refreshes seldom. Drawing without a graphics card takes the whole processor; between two pictures the
 * page has time for everything else, as it has on a real device.
 */
const plain = window.requestAnimationFrame.bind(window);
const restMs = Number((window as { hearthRestMs?: number }).hearthRestMs ?? 0);
let waiting = new Map<number, FrameRequestCallback>();
let count = 0;
let asked = false;

function ask(): void {
  if (asked || waiting.size === 0) return;
  asked = true;
  setTimeout(() => plain(draw), restMs);
}

function draw(now: number): void {
  asked = false;
  const calls = waiting;
  waiting = new Map();
  for (const call of calls.values()) {
    try {
      call(now);
    } catch (error) {
      reportError(error);
    }
  }
  ask();
}

if (restMs > 0) {
  window.requestAnimationFrame = (call) => {
    count += 1;
    waiting.set(count, call);
    ask();
    return count;
  };
  window.cancelAnimationFrame = (id) => void waiting.delete(id);
}
