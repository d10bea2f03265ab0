//! Where the time of a build goes: each stage notes how long it took, and [`record`] collects the notes of one thread.
//!
//! A module is built on one thread from its source to its place, so nothing has to be handed from room to room.

use serde::Serialize;
use std::cell::RefCell;
use std::time::{Duration, Instant};

/// How long the stages of one module took, in the order in which they began first.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Timings {
    pub stages: Vec<Lap>,
    /// The stages that work on one function at a time: what each function took, in the order of the source.
    pub functions: Vec<Lap>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lap {
    pub name: String,
    pub seconds: f64,
}

impl Timings {
    pub fn seconds(&self) -> f64 {
        self.stages.iter().map(|lap| lap.seconds).sum()
    }
}

thread_local! {
    static RECORDING: RefCell<Option<Timings>> = const { RefCell::new(None) };
}

/// Does some work, and says how long its stages took.
pub fn record<T>(work: impl FnOnce() -> T) -> (T, Timings) {
    let outer = RECORDING.replace(Some(Timings::default()));
    let result = work();
    (result, RECORDING.replace(outer).unwrap_or_default())
}

/// Does the work of one stage. Stages lie beside one another, never within.
pub fn stage<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    note(name, start.elapsed());
    result
}

/// Does the part of a stage's work that is about one function.
pub fn stage_of<T>(name: &str, function: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    let time = start.elapsed();
    note(name, time);
    RECORDING.with_borrow_mut(|timings| {
        if let Some(timings) = timings {
            add(&mut timings.functions, function, time);
        }
    });
    result
}

/// A stage took so long, whoever measured it.
pub fn note(name: &str, time: Duration) {
    RECORDING.with_borrow_mut(|timings| {
        if let Some(timings) = timings {
            add(&mut timings.stages, name, time);
        }
    });
}

fn add(laps: &mut Vec<Lap>, name: &str, time: Duration) {
    let seconds = time.as_secs_f64();
    match laps.iter_mut().find(|lap| lap.name == name) {
        Some(lap) => lap.seconds += seconds,
        None => laps.push(Lap {
            name: name.to_owned(),
            seconds,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_add_up_and_recordings_do_not_mix() {
        stage("unheard", || ());
        let ((), timings) = record(|| {
            note("read", Duration::from_secs(1));
            let ((), inner) = record(|| note("read", Duration::from_secs(5)));
            assert_eq!(inner.seconds(), 5.0);
            stage_of("passes", "f", || ());
            stage_of("passes", "f", || ());
            note("read", Duration::from_secs(2));
        });
        let names: Vec<&str> = timings.stages.iter().map(|lap| lap.name.as_str()).collect();
        assert_eq!(names, ["read", "passes"]);
        assert_eq!(timings.stages[0].seconds, 3.0);
        assert_eq!(timings.functions.len(), 1);
    }
}
