//! The lock file of a generated crate: the runtime's, and the crate itself.

use crate::assemble::embedded;

/// The versions that the runtime was tested with are the ones that every generated crate builds with.
pub(super) fn for_module() -> String {
    let package =
        "[[package]]\nname = \"annot_module\"\nversion = \"0.0.0\"\ndependencies = [\n \"annot_runtime\",\n]\n\n";
    let runtime = "[[package]]\nname = \"annot_runtime\"\n";
    embedded::LOCK.replacen(runtime, &format!("{package}{runtime}"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_stay_in_order() {
        let text = for_module();
        let names: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("name = ")).collect();
        assert!(names.contains(&"\"annot_module\""));
        assert!(names.is_sorted(), "{names:?}");
    }
}
