//! What a channel's earlier videos said, so that a new one does not say it again.

use ytempire_domain::{
    id::{ChannelId, VideoId, WorkspaceId},
    production::{Script, StepOutput},
};

use crate::{Journal, Result, codec};

impl Journal {
    /// The scripts of the channel's newest videos before this one, at most `most`, newest first; of each video the one that
    /// went on.
    pub async fn earlier_scripts(
        &self,
        ws: WorkspaceId,
        channel: &ChannelId,
        video: VideoId,
        most: u32,
    ) -> Result<Vec<Script>> {
        const EARLIER: &str = "select run.output::text, checked.output::text
            from (select video_id, channel_seq from job
                where workspace_id = $1 and channel_id = $2
                    and channel_seq < (select channel_seq from job where video_id = $3)
                order by channel_seq desc limit $4) as earlier
            cross join lateral (select output from step_run
                where video_id = earlier.video_id and step = 'script' and state = 'completed' and not superseded
                order by run_id desc limit 1) as run
            left join lateral (select output from step_run
                where video_id = earlier.video_id and step = 'script_check' and state = 'completed' and not superseded
                order by run_id desc limit 1) as checked on true
            order by earlier.channel_seq desc";
        let rows: Vec<(String, Option<String>)> = sqlx::query_as(EARLIER)
            .bind(ws.uuid())
            .bind(channel.as_str())
            .bind(video.uuid())
            .bind(i64::from(most))
            .fetch_all(&self.pool)
            .await?;
        let mut scripts = Vec::with_capacity(rows.len());
        for (written, checked) in &rows {
            let revised = checked.as_deref().map(script_of).transpose()?.flatten();
            scripts.extend(match revised {
                Some(revised) => Some(revised),
                None => script_of(written)?,
            });
        }
        Ok(scripts)
    }
}

fn script_of(output: &str) -> Result<Option<Script>> {
    Ok(codec::from_json::<StepOutput>(output)?.script().cloned())
}
