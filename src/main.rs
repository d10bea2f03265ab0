//! The program `annot`.

fn main() -> std::process::ExitCode {
    annot::cli::main()
}
