//! Notices: that something has come, shown by the system while another window is in front, and nothing else.
//!
//! On Linux the message bus takes them (`org.freedesktop.Notifications`, asked through `gio`, which the web view brings
//! along). They are asked to be forgotten once shown, and go away when the window is looked at or the vault locked. Where
//! there is no bus, or nobody on it who shows notices, none is shown. When one is due is `app`'s rule. Left out: other
//! systems, whose window of ours does not exist yet.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use countersign_app::Notices;
use tauri::AppHandle;

/// Whether this system's window can show notices.
pub(crate) const POSSIBLE: bool = cfg!(target_os = "linux");

/// What is noticed of the window, and the notice that is shown.
#[derive(Clone, Default)]
pub(crate) struct Bell(Arc<Mutex<Rung>>);

#[derive(Default)]
struct Rung {
    notices: Notices,
    /// The system's number of the notice that is shown.
    #[cfg(target_os = "linux")]
    shown: Option<u32>,
    /// Counts up when a notice is taken away, so that one that is only on its way goes, too.
    #[cfg(target_os = "linux")]
    gone: u64,
}

impl Bell {
    /// The window came to the front, or was left for another one.
    pub(crate) fn in_front(&self, here: bool, window: &AppHandle) {
        self.rung().notices.in_front(here);
        if here {
            self.put_away(window);
        }
    }

    /// Something has come; `words` are there when the open vault's person wants a notice.
    pub(crate) fn came(&self, words: Option<&'static str>, window: &AppHandle) {
        if !self.rung().notices.came(words.is_some()) {
            return;
        }
        #[cfg(target_os = "linux")]
        if let Some(words) = words {
            bus::show(self.clone(), words, window);
        }
        #[cfg(not(target_os = "linux"))]
        let _ = window;
    }

    /// The notice goes: the window is looked at, or the vault was locked.
    pub(crate) fn put_away(&self, window: &AppHandle) {
        #[cfg(target_os = "linux")]
        {
            let mut rung = self.rung();
            rung.gone += 1;
            if let Some(number) = rung.shown.take() {
                bus::close(number, window);
            }
        }
        #[cfg(not(target_os = "linux"))]
        let _ = window;
    }

    fn rung(&self) -> MutexGuard<'_, Rung> {
        // What is noted here is right after any panic: each field stands for itself.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(target_os = "linux")]
mod bus {
    use gio::glib::{Variant, VariantDict, prelude::ToVariant};
    use gio::{BusType, Cancellable, DBusCallFlags};
    use tauri::AppHandle;

    use super::Bell;

    const NAME: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";
    /// The app's own name, which its window bears, too.
    const APP: &str = "Countersign";
    /// As long as the system thinks right.
    const USUAL_TIME: i32 = -1;
    /// Milliseconds until the system's answer is not waited for any longer.
    const PATIENCE_MS: i32 = 10_000;

    /// Shows `words`, and remembers its number.
    pub(super) fn show(bell: Bell, words: &'static str, window: &AppHandle) {
        let gone = bell.rung().gone;
        let later = window.clone();
        ask(window, "Notify", notify(words), move |answer| {
            let Some(number) = answer.try_child_get::<u32>(0).ok().flatten() else {
                return;
            };
            let mut rung = bell.rung();
            if rung.gone == gone {
                rung.shown = Some(number);
            } else {
                close(number, &later);
            }
        });
    }

    /// Takes one away.
    pub(super) fn close(number: u32, window: &AppHandle) {
        ask(window, "CloseNotification", (number,).to_variant(), |_| {});
    }

    /// What the system is asked: no picture, nothing to press, not kept, not loud.
    fn notify(words: &str) -> Variant {
        let hints = VariantDict::new(None);
        hints.insert("transient", true);
        hints.insert("urgency", 0_u8);
        let actions: [&str; 0] = [];
        let fields: [Variant; 8] = [
            APP.to_variant(),
            0_u32.to_variant(),
            "".to_variant(),
            APP.to_variant(),
            words.to_variant(),
            actions.as_slice().to_variant(),
            hints.end(),
            USUAL_TIME.to_variant(),
        ];
        Variant::tuple_from_iter(fields)
    }

    /// Asks on the window's own thread. A system that shows no notices says nothing.
    fn ask(
        window: &AppHandle,
        method: &'static str,
        fields: Variant,
        answered: impl FnOnce(Variant) + Send + 'static,
    ) {
        // A window that can't be asked has been closed meanwhile.
        let _closed = window.run_on_main_thread(move || {
            gio::bus_get(BusType::Session, None::<&Cancellable>, move |found| {
                let Ok(connection) = found else { return };
                connection.call(
                    Some(NAME),
                    PATH,
                    NAME,
                    method,
                    Some(&fields),
                    None,
                    DBusCallFlags::NONE,
                    PATIENCE_MS,
                    None::<&Cancellable>,
                    |answer| {
                        if let Ok(answer) = answer {
                            answered(answer);
                        }
                    },
                );
            });
        });
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn what_the_system_is_asked_has_the_shape_of_the_standard() {
            let asked = notify("Something has come.");
            assert_eq!(asked.type_().as_str(), "(susssasa{sv}i)");
            assert_eq!(asked.child_value(3).str(), Some("Countersign"));
            assert_eq!(asked.child_value(4).str(), Some("Something has come."));
        }
    }
}
