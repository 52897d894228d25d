//! Timing, memory and the table that is printed.

use std::time::{Duration, Instant};

/// Times of one thing done often.
pub struct Times(Vec<Duration>);

impl Times {
    /// Does something often, after a few times that don't count.
    pub fn of(
        count: usize,
        mut what: impl FnMut(usize) -> anyhow::Result<()>,
    ) -> anyhow::Result<Self> {
        for index in 0..(count / 20).max(1) {
            what(index)?;
        }
        let mut times = Vec::with_capacity(count);
        for index in 0..count {
            let start = Instant::now();
            what(index)?;
            times.push(start.elapsed());
        }
        Ok(Self::from(times))
    }

    /// Does two things by turns, so that a change of the machine's clock meets both.
    pub fn by_turns(
        count: usize,
        mut one: impl FnMut() -> anyhow::Result<()>,
        mut other: impl FnMut() -> anyhow::Result<()>,
    ) -> anyhow::Result<(Self, Self)> {
        let (mut of_one, mut of_other) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for index in 0..count + count / 20 {
            let start = Instant::now();
            one()?;
            let between = Instant::now();
            other()?;
            if index >= count / 20 {
                of_one.push(between - start);
                of_other.push(between.elapsed());
            }
        }
        Ok((Self::from(of_one), Self::from(of_other)))
    }

    /// The time that so many of a hundred don't exceed.
    pub fn percentile(&self, percent: usize) -> Duration {
        let place = (self.0.len() * percent).div_ceil(100).max(1) - 1;
        self.0.get(place).copied().unwrap_or_default()
    }

    /// The median.
    pub fn p50(&self) -> Duration {
        self.percentile(50)
    }

    /// All but the slowest of a hundred.
    pub fn p99(&self) -> Duration {
        self.percentile(99)
    }
}

impl From<Vec<Duration>> for Times {
    fn from(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }
}

/// A duration with three digits.
pub fn shown(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    match micros {
        ..1e3 => format!("{micros:.0} µs"),
        ..1e4 => format!("{:.2} ms", micros / 1e3),
        ..1e6 => format!("{:.0} ms", micros / 1e3),
        _ => format!("{:.2} s", micros / 1e6),
    }
}

/// A field of this process' status, in MB; `None` where there is no such file.
pub fn memory(field: &str, process: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// The table: what, how much, the bar, how it was measured.
pub struct Table {
    rows: usize,
}

impl Table {
    /// Prints the head.
    pub fn new() -> Self {
        println!("{:<58} {:>22} {:>12}  how", "what", "measured", "bar");
        Self { rows: 0 }
    }

    /// Prints a row as soon as it is known.
    pub fn row(&mut self, what: &str, measured: &str, bar: &str, how: &str) {
        println!("{what:<58} {measured:>22} {bar:>12}  {how}");
        self.rows += 1;
    }

    /// Prints the foot.
    pub fn close(self) {
        let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
        println!("{} figures on {cores} cores, {}", self.rows, std::env::consts::ARCH);
    }
}
