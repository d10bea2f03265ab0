//! A panic is a bug in annot. It costs the function or the module that was worked on, never the command.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// How many callers of [`unharmed`] are above: no panic is printed while there are some.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    /// Where the last panic was.
    static WHERE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Calls `work`. If it panics, the error says where and why.
pub(super) fn unharmed<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let report = take_hook();
        set_hook(Box::new(move |panic| {
            if DEPTH.get() == 0 {
                report(panic);
            } else {
                let place = panic
                    .location()
                    .map(|place| format!("{}:{}", place.file(), place.line()));
                WHERE.with_borrow_mut(|known| *known = place.unwrap_or_default());
            }
        }));
    });
    DEPTH.set(DEPTH.get() + 1);
    let result = catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(DEPTH.get() - 1);
    result.map_err(|payload| {
        let text = payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or(payload.downcast_ref::<&str>().copied());
        let place = WHERE.with_borrow(String::clone);
        format!("annot failed at {place}: {}", text.unwrap_or("no message"))
    })
}

#[cfg(test)]
mod tests {
    use super::unharmed;

    #[test]
    fn a_panic_inside_of_another_is_two_errors() {
        let inner = || unharmed(|| -> u32 { panic!("inner") });
        let outer: Result<(), String> = unharmed(|| {
            let message = inner().expect_err("it panics");
            assert!(
                message.contains("unharmed.rs") && message.ends_with("inner"),
                "{message}"
            );
            panic!("outer {}", 1)
        });
        assert!(outer.expect_err("it panics").ends_with("outer 1"));
        assert_eq!(unharmed(|| 3), Ok(3));
    }
}
