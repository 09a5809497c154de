//! An empty table made like another one, partitions and indices included.

use crate::servers::Postgres;

pub fn like(postgres: &Postgres, database: &str, model: &str, copy: &str) -> anyhow::Result<()> {
    postgres.ask(database, &format!("create table {copy} (like {model} including all) partition by range (day)"))?;
    let parts = format!(
        "select pg_get_expr(c.relpartbound, c.oid) from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = '{model}'::regclass order by 1"
    );
    for (number, bounds) in postgres.ask(database, &parts)?.lines().enumerate() {
        postgres.ask(database, &format!("create table {copy}_{number} partition of {copy} {bounds}"))?;
    }
    Ok(())
}
