//! CPU seconds of processes, from `/proc`.

use anyhow::Context as _;
use nix::{
    sys::resource::{UsageWho, getrusage},
    unistd::{SysconfVar, sysconf},
};

/// User and system time of process `pid`, its reaped children included, plus those of its living children.
pub fn seconds(pid: i64) -> anyhow::Result<f64> {
    let ticks_per_second = sysconf(SysconfVar::CLK_TCK)?.context("no clock tick")? as f64;
    let mut ticks = ticks_of(pid)?;
    for child in children(pid)? {
        // A child that ends meanwhile is counted with its parent the next time.
        ticks += ticks_of(child).unwrap_or(0);
    }
    Ok(ticks as f64 / ticks_per_second)
}

/// User and system time of this process alone.
pub fn own() -> anyhow::Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    Ok(seconds(usage.user_time()) + seconds(usage.system_time()))
}

/// Bytes of this process that lie in memory.
pub fn resident() -> anyhow::Result<u64> {
    let pages = std::fs::read_to_string("/proc/self/statm")?;
    let pages: u64 = pages.split_whitespace().nth(1).context("an odd statm line")?.parse()?;
    let page = sysconf(SysconfVar::PAGE_SIZE)?.context("no page size")?;
    Ok(pages * u64::try_from(page)?)
}

fn ticks_of(pid: i64) -> anyhow::Result<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let fields: Vec<&str> = stat.rsplit_once(')').context("an odd stat line")?.1.split_whitespace().collect();
    // proc(5): utime, stime, cutime, cstime are fields 14 to 17; the first here is field 3.
    let times = fields.get(11..15).context("a short stat line")?;
    times.iter().map(|field| field.parse::<u64>().context("an odd stat line")).sum()
}

fn children(pid: i64) -> anyhow::Result<Vec<i64>> {
    let list = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"))?;
    Ok(list.split_whitespace().filter_map(|child| child.parse().ok()).collect())
}
