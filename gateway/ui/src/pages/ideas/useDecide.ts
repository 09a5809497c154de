import type { Idea } from '../../services/api';
import { asApiError } from '../../services/problem';
import { inverse, useIdeaStore, type Decision } from '../../stores/ideaStore';
import { useUiStore } from '../../stores/uiStore';

/** Carries a decision out and says so, with the way back; a refusal is said too, and the idea stands where it stood. */
export function useDecide(): (idea: Idea, decision: Decision) => Promise<void> {
  const toast = useUiStore((state) => state.toast);
  const decide = useIdeaStore((state) => state.decide);
  const run = async (idea: Idea, decision: Decision, said: string, undo: Decision | null) => {
    try {
      await decide(idea.id, decision);
      const back = undo && (() => void run(idea, undo, `${idea.topic} is as it was`, null));
      const link = idea.state === 'accepted' && idea.video_id !== null ? { to: `/videos/${idea.video_id}`, text: 'Open the video' } : undefined;
      toast(said, 'success', back ?? undefined, link);
    } catch (error) {
      toast(`${idea.topic}: ${asApiError(error).detail ?? asApiError(error).message}`, 'error');
    }
  };
  return (idea, decision) => run(idea, decision, says(idea, decision), inverse(idea));
}

function says({ topic, state }: Idea, { kind }: Decision): string {
  if (kind === 'dismiss') return `${topic} is dismissed`;
  if (kind === 'snooze') return `${topic} is snoozed`;
  return state === 'accepted' ? `${topic} is a new idea again; its video goes on` : `${topic} is a new idea again`;
}
