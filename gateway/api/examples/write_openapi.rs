//! Writes the OpenAPI document to where it is committed: `cargo run --release -p ytempire-api --example write_openapi`.

fn main() -> std::io::Result<()> {
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json"), ytempire_api::openapi_json())
}
