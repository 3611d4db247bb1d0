//! Tells Tauri the name of every command, so that each must be allowed by name in `capabilities/main.json`.

#[path = "names.rs"]
mod names;

fn main() {
    // The screens are packed into the binary, and only cargo can know that they are newer than it.
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=isolation");
    let commands = tauri_build::AppManifest::new().commands(&names::COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    tauri_build::try_build(attributes).expect("the window's configuration is well formed");
}
