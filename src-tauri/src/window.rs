//! The one window: built in Rust, so that its folder, its ground and its limits are decided before a page runs.
//!
//! It opens hidden, in the colour of the page, and shows itself when the first page is there: no white flash. It goes
//! nowhere but to the app's own pages, opens no second window and downloads nothing.

use std::path::Path;

use countersign_app::view::Home;
use tauri::{
    App, Runtime, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    webview::{Color, NewWindowResponse, PageLoadEvent},
};

/// The `page` token of the look, light.
const PAGE_LIGHT: Color = Color(0xF1, 0xEC, 0xE6, 0xFF);
/// The `page` token of the look, dark.
const PAGE_DARK: Color = Color(0x16, 0x13, 0x18, 0xFF);
/// First size in pixels: a list and a part side by side.
const SIZE: (f64, f64) = (1120.0, 800.0);
/// Smallest size in pixels: everything still fits at 320 wide.
const SIZE_MIN: (f64, f64) = (320.0, 480.0);

/// Opens the window over the vaults in `home`. What is `known` of them is told to the page before it runs, so that the
/// lock is painted without a question: their names, which stand on it, and the language. Nothing more is open then.
pub(crate) fn open(app: &App, home: &Path, known: Option<&Home>) -> tauri::Result<WebviewWindow> {
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("Countersign")
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(SIZE_MIN.0, SIZE_MIN.1)
        .visible(false)
        .background_color(PAGE_LIGHT)
        // Pictures of the screen leave the window out, where the system knows how; Linux does not.
        .content_protected(true)
        .initialization_script(told(known))
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_page_load(|window, load| match load.event() {
            PageLoadEvent::Started => {}
            PageLoadEvent::Finished => show(&window),
        });
    // Two homes are two people: their web folders are apart too. Where a home takes no folder, the window opens all the
    // same, to say so.
    let folder = home.join("webview");
    let window = match std::fs::create_dir_all(&folder) {
        Ok(()) => window.data_directory(folder),
        Err(_) => window.incognito(true),
    }
    .build()?;
    window.set_background_color(Some(ground(&window)))?;
    Ok(window)
}

/// A script that leaves what is known where `ui/src/backend/tauri.ts` looks for it. JSON is a part of the language.
fn told(known: Option<&Home>) -> String {
    known
        .and_then(|home| serde_json::to_string(home).ok())
        .map(|json| format!("window.__COUNTERSIGN_HOME__ = {json}"))
        .unwrap_or_default()
}

/// Whether a page is one of the app's own. Everything else stays outside, whatever the page asks.
fn is_ours(url: &Url) -> bool {
    let origin = (url.scheme(), url.host_str());
    matches!(
        origin,
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    ) && url.port().is_none()
        && url.username().is_empty()
}

fn show<R: Runtime>(window: &WebviewWindow<R>) {
    // A window that can't be shown has been closed meanwhile.
    let _closed = window.show();
}

fn ground<R: Runtime>(window: &WebviewWindow<R>) -> Color {
    if window.theme().is_ok_and(|theme| theme == Theme::Dark) {
        PAGE_DARK
    } else {
        PAGE_LIGHT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goes_to(url: &str) -> bool {
        is_ours(&Url::parse(url).expect("the test's address is one"))
    }

    #[test]
    fn the_window_goes_to_its_own_pages() {
        assert!(goes_to("tauri://localhost/"));
        assert!(goes_to("tauri://localhost/index.html#part"));
        assert!(goes_to("http://tauri.localhost/"));
    }

    #[test]
    fn the_window_goes_nowhere_else() {
        let elsewhere = [
            "https://example.org/",
            "http://tauri.localhost.example.org/",
            "http://tauri.evil.example/",
            "http://localhost/",
            "http://tauri.localhost:8080/",
            "tauri://elsewhere/",
            "https://name@tauri.localhost/",
            "file:///etc/passwd",
            "data:text/html,hello",
            "javascript:alert(1)",
            "about:blank",
            "blob:tauri://localhost/1",
        ];
        for url in elsewhere {
            assert!(!goes_to(url), "{url}");
        }
    }
}
