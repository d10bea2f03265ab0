//! Recursion that cannot overflow: work on trees runs on a stack whose size follows from how deep they can be.

use std::thread::{self, Builder};

/// What one level of nesting may cost, several frames of the parser together, in an unoptimised build.
const BYTES_PER_LEVEL: usize = 8 << 10;
const LEAST: usize = 16 << 20;
/// Address space, not memory: only what is touched is ever used.
const MOST: usize = if usize::BITS == 64 { 16 << 30 } else { 256 << 20 };

/// Run `work`, which recurses at most `levels` deep, and give its result: nothing if it panicked or no thread could be had.
pub(super) fn with_room_for<T: Send>(levels: usize, work: impl FnOnce() -> T + Send) -> Option<T> {
    let size = levels.saturating_mul(BYTES_PER_LEVEL).clamp(LEAST, MOST);
    thread::scope(|scope| {
        Builder::new()
            .stack_size(size)
            .spawn_scoped(scope, work)
            .ok()?
            .join()
            .ok()
    })
}
