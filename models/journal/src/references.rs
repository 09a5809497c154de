//! Which files the journal still speaks of: the artefact store's sweep keeps them.

use std::collections::HashSet;

use sqlx::PgConnection;
use ytempire_domain::{ArtefactRef, ContentHash};

use crate::{Journal, JournalError, Result, job_row::JobRow};

impl Journal {
    /// Whether any output, superseded ones included, refers to this content.
    pub async fn references(&self, hash: &ContentHash) -> Result<bool> {
        const ONE: &str = "select exists (select 1 from artefact_use where hash = $1)";
        Ok(sqlx::query_scalar(ONE).bind(hash.as_bytes().as_slice()).fetch_one(&self.pool).await?)
    }

    pub async fn all_references(&self) -> Result<HashSet<ContentHash>> {
        let rows: Vec<Vec<u8>> =
            sqlx::query_scalar("select distinct hash from artefact_use").fetch_all(&self.pool).await?;
        let hash = |bytes: Vec<u8>| <[u8; 32]>::try_from(bytes).map(ContentHash::from_bytes);
        rows.into_iter()
            .map(hash)
            .collect::<Result<_, _>>()
            .map_err(|_| JournalError::defect("a hash has not 32 bytes"))
    }
}

pub(crate) async fn keep(tx: &mut PgConnection, row: &JobRow, files: Vec<&ArtefactRef>) -> Result<()> {
    const KEEP: &str = "insert into artefact_use (hash, video_id, workspace_id)
        select distinct hash, $2::uuid, $3::uuid from unnest($1::bytea[]) as t (hash) on conflict do nothing";
    if files.is_empty() {
        return Ok(());
    }
    let hashes: Vec<&[u8]> = files.iter().map(|file| file.hash.as_bytes().as_slice()).collect();
    sqlx::query(KEEP).bind(hashes).bind(row.video_id).bind(row.workspace_id).execute(tx).await?;
    Ok(())
}
