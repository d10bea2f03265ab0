//! Where and when something was measured.

use serde::Serialize;
use std::time::{SystemTime, UNIX_EPOCH};

/// What figures depend on, besides the program.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    pub processor: String,
    pub cores: usize,
    pub system: String,
    /// In UTC.
    pub date: String,
    /// How many processes wanted to run in the last minute, where the system says so.
    pub load: Option<f64>,
}

impl Machine {
    pub fn here() -> Machine {
        let read = |path: &str| fs_err::read_to_string(path).unwrap_or_default();
        let processors = read("/proc/cpuinfo");
        let name = processors
            .lines()
            .find(|line| line.starts_with("model name"))
            .and_then(|line| line.split_once(':'))
            .map_or(std::env::consts::ARCH, |(_, name)| name.trim())
            .to_owned();
        let kernel = read("/proc/sys/kernel/osrelease");
        let days = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs() / 86_400);
        let (year, month, day) = date(days);
        Machine {
            processor: name,
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            system: format!("{} {}", std::env::consts::OS, kernel.trim()).trim().to_owned(),
            date: format!("{year}-{month:02}-{day:02}"),
            load: read("/proc/loadavg")
                .split_whitespace()
                .next()
                .and_then(|load| load.parse().ok()),
        }
    }

    /// Is so much going on that figures say little?
    pub fn is_busy(&self) -> bool {
        self.load.is_some_and(|load| load > 0.5 * self.cores as f64)
    }
}

/// Days since the beginning of 1970 as a date of the Gregorian calendar.
fn date(mut days: u64) -> (u64, u64, u64) {
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let february = 28 + u64::from(leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    (year, month, days + 1)
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_are_dates() {
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(date(11_016), (2000, 2, 29));
        assert_eq!(date(20_453), (2025, 12, 31));
        assert_eq!(date(20_454), (2026, 1, 1));
    }
}
