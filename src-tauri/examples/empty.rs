//! An empty Tauri window, to measure ours against (bar P8 of docs/performance.md).
//!
//! One page with one word, no screens, no vault, no commands: what the system and the web view cost by themselves.
//! Built for the bench and never shipped.

use std::process::ExitCode;

use tauri::{
    Url, WebviewUrl, WebviewWindowBuilder,
    http::{Response, header::CONTENT_TYPE},
};

/// One word, so that there is something to paint.
const PAGE: &str = "<!doctype html><title>empty</title><p>empty</p>";

fn main() -> ExitCode {
    let built = tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            let page = Response::builder().header(CONTENT_TYPE, "text/html");
            page.body(PAGE.as_bytes()).unwrap_or_default()
        })
        .setup(|app| {
            let url = WebviewUrl::CustomProtocol(Url::parse("empty://localhost/")?);
            WebviewWindowBuilder::new(app, "main", url).build()?;
            Ok(())
        })
        .run(tauri::generate_context!());
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
