import { rmsOf } from "./received.ts";

/** What this page really plays. */
const elements: HTMLAudioElement[] = [];
const outs = new Map<BaseAudioContext, readonly [AnalyserNode, AnalyserNode]>();

function tap(target: AudioDestinationNode): AudioNode {
  const { context } = target;
  const pair = outs.get(context) ?? [new AnalyserNode(context), new AnalyserNode(context)];
  outs.set(context, pair);
  const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
  splitter.connect(pair[0], 0);
  splitter.connect(pair[1], 1);
  return splitter;
}

/** Everything that Web Audio sends to the loudspeakers also passes a pair of meters; elements are remembered. */
export function watchOutputs(): void {
  const plain = Reflect.get(AudioNode.prototype, "connect") as (...to: unknown[]) => unknown;
  Reflect.set(AudioNode.prototype, "connect", function connect(this: AudioNode, ...to: unknown[]) {
    if (to[0] instanceof AudioDestinationNode) {
      plain.call(this, tap(to[0]));
    }
    return plain.apply(this, to);
  });
  const Plain = window.Audio;
  window.Audio = new Proxy(Plain, {
    construct: (target, parts) => {
      const element = Reflect.construct(target, parts) as HTMLAudioElement;
      elements.push(element);
      return element;
    },
  });
}

/** Left and right level of all that Web Audio plays. */
export function played(): { left: number; right: number } {
  const pairs = [...outs.values()];
  return {
    left: Math.max(0, ...pairs.map(([left]) => rmsOf(left))),
    right: Math.max(0, ...pairs.map(([, right]) => rmsOf(right))),
  };
}

/** How many elements sound: playing something, not muted, not turned down. */
export const sounding = (): number =>
  elements.filter((one) => !one.muted && one.volume > 0 && !one.paused && one.srcObject !== null)
    .length;
