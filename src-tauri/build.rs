//! Tells Tauri the name of every command, so that each must be allowed by name in `capabilities/main.json`.

#[path = "names.rs"]
mod names;

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&names::COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    tauri_build::try_build(attributes).expect("the window's configuration is well formed");
}
