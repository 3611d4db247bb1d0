//! What is on screen as a PDF file, written by the web view: with its fonts, its shaping, and the sheet's rules for paper.
//!
//! On Linux the print operation of the web view goes without a dialogue to the printer of the system that writes files.
//! Windows and macOS have ways of their own, and get them when their window can be tried; there the print dialogue writes
//! the PDF. Left out: where the file goes and when it is there (`app`).

use std::path::Path;

use countersign_app::error::{Code, Error};
use tauri::WebviewWindow;

use crate::desk::Answered;

/// Whether this system's window can write a PDF file by itself.
pub(crate) const POSSIBLE: bool = cfg!(target_os = "linux");

/// Writes what is on screen to `place`. Waits for it, so it must not be called on the window's own thread.
#[cfg(target_os = "linux")]
pub(crate) fn write(window: &WebviewWindow, place: &Path) -> Answered<()> {
    let (tell, told) = std::sync::mpsc::sync_channel(1);
    let uri = paper::uri_of(place);
    window
        .with_webview(move |view| paper::print(&view.inner(), &uri, tell))
        .map_err(|_| Error::from(Code::Broken))?;
    match told.recv_timeout(paper::PATIENCE) {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(Code::Broken.into()),
    }
}

/// Other systems write none.
#[cfg(not(target_os = "linux"))]
pub(crate) fn write(_: &WebviewWindow, _: &Path) -> Answered<()> {
    Err(Code::Broken.into())
}

#[cfg(target_os = "linux")]
mod paper {
    use std::{cell::RefCell, path::Path, rc::Rc, sync::mpsc::SyncSender, time::Duration};

    use gio::{File, glib, prelude::FileExt};
    use gtk::{PageSetup, PaperSize, PrintSettings, Unit};
    use webkit2gtk::{PrintOperation, PrintOperationExt, WebView};

    /// How long a file is waited for: a long agreement on a slow machine.
    pub(super) const PATIENCE: Duration = Duration::from_secs(60);
    /// What GTK calls its printer that writes files, in its own language of the system.
    const TO_FILE: &str = "Print to File";
    /// Where GTK keeps its languages.
    const OF_GTK: &str = "gtk30";
    const A4: &str = "iso_a4";
    /// The margin of the sheet (`ui/src/paper/Sheet.svelte`).
    const MARGIN_MM: f64 = 18.0;

    /// A place as the print settings name it.
    pub(super) fn uri_of(place: &Path) -> String {
        File::for_path(place).uri().into()
    }

    /// Prints into a file, and tells once whether it was written.
    pub(super) fn print(view: &WebView, uri: &str, tell: SyncSender<bool>) {
        let operation = PrintOperation::new(view);
        operation.set_print_settings(&settings(uri));
        operation.set_page_setup(&page());
        let failed = Rc::new(RefCell::new(false));
        let noted = Rc::clone(&failed);
        operation.connect_failed(move |_, _| *noted.borrow_mut() = true);
        // Held until it is over, and let go then.
        let held = RefCell::new(Some(operation.clone()));
        operation.connect_finished(move |_| {
            // Whoever waited too long has gone.
            let _gone = tell.try_send(!*failed.borrow());
            held.take();
        });
        operation.print();
    }

    fn settings(uri: &str) -> PrintSettings {
        let settings = PrintSettings::new();
        settings.set_printer(&glib::dgettext(Some(OF_GTK), TO_FILE));
        settings.set(gtk::PRINT_SETTINGS_OUTPUT_URI, Some(uri));
        settings.set(gtk::PRINT_SETTINGS_OUTPUT_FILE_FORMAT, Some("pdf"));
        settings
    }

    fn page() -> PageSetup {
        let page = PageSetup::new();
        page.set_paper_size(&PaperSize::new(Some(A4)));
        page.set_top_margin(MARGIN_MM, Unit::Mm);
        page.set_bottom_margin(MARGIN_MM, Unit::Mm);
        page.set_left_margin(MARGIN_MM, Unit::Mm);
        page.set_right_margin(MARGIN_MM, Unit::Mm);
        page
    }
}
