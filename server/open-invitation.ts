import { firstMeeting, type FirstMeeting } from "./first-group.ts";
import type { Clock } from "./ports/clock.ts";
import type { MeetingCard, Register } from "./ports/register.ts";
import type { Storage } from "./storage/open.ts";

/** The demo group always has one open meeting: when it ends, the next one is there. */
export interface OpenInvitation {
  readonly now: () => FirstMeeting;
  /** The register, as rooms are to use it: through it we hear of a meeting's end. */
  readonly register: Register;
  /** Called for every meeting made since the start, one that was made in the meantime included. */
  whenRenewed(open: (card: MeetingCard) => Promise<void>): Promise<void>;
}

export async function openInvitation(
  storage: Storage,
  dataDir: string,
  clock: Clock,
): Promise<OpenInvitation> {
  const plan = () => firstMeeting(storage, dataDir, clock.now());
  const atStart = await plan();
  let now = atStart;
  let open: ((card: MeetingCard) => Promise<void>) | null = null;
  return {
    now: () => now,
    register: {
      ...storage.register,
      async endMeeting(id) {
        await storage.register.endMeeting(id);
        if (id !== now.card.id) return;
        now = await plan();
        await open?.(now.card);
      },
    },
    async whenRenewed(call) {
      open = call;
      if (now !== atStart) await call(now.card);
    },
  };
}
