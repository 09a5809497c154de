import { ConfirmDialog } from '../../components/common/ConfirmDialog';
import type { ChannelView } from '../../services/api';
import { asApiError } from '../../services/problem';
import { useChannelStore } from '../../stores/channelStore';
import { useUiStore } from '../../stores/uiStore';

export function DeleteChannel({ channel, onClose, onDeleted }: { channel: ChannelView; onClose: () => void; onDeleted?: () => void }) {
  const { archive, read } = useChannelStore.getState();
  const toast = useUiStore((state) => state.toast);
  const confirm = async () => {
    try {
      await archive(channel.id, channel.version);
    } catch (error) {
      // Somebody changed it meanwhile: read it, so that the next press names the version that is there.
      if (asApiError(error).status === 412) await read(channel.id);
      throw error;
    }
    toast(`${channel.name} is deleted; its history stays`, 'success');
    onDeleted?.();
  };
  return (
    <ConfirmDialog
      danger
      title={`Delete ${channel.name}?`}
      text="Its unfinished videos are cancelled and it takes no more requests. What it has published stays where it is."
      confirm="Delete the channel"
      typed={channel.id}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
