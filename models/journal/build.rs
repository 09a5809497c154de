//! The embedded migrations are read while compiling: a new file must start a new compilation.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations/postgres");
}
