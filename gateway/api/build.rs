//! Says whether the pages were built; nothing is built here, so that the gateway compiles without Node.

fn main() {
    println!("cargo:rustc-check-cfg=cfg(has_pages)");
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=../ui/dist/index.html");
    let manifest = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    if std::path::Path::new(&manifest).join("../ui/dist/index.html").is_file() {
        println!("cargo:rustc-cfg=has_pages");
    }
}
