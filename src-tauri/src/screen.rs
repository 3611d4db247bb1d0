//! Hears from the system that the screen was locked or the device goes to sleep.
//!
//! On Linux four signals of the message bus say so: two kinds of screen saver, and the login service. They are heard
//! through `gio`, which the web view brings along. Where there is no bus nothing is heard, and idle time locks alone.
//! Left out: other systems, whose window of ours does not exist yet.

use gio::{BusType, Cancellable, DBusConnection, DBusSignalFlags, glib::Variant};

/// A signal: which bus, interface, member, and whether its first value must be `true` to count.
const SIGNALS: [(BusType, &str, &str, bool); 4] = [
    (
        BusType::Session,
        "org.freedesktop.ScreenSaver",
        "ActiveChanged",
        true,
    ),
    (
        BusType::Session,
        "org.gnome.ScreenSaver",
        "ActiveChanged",
        true,
    ),
    (
        BusType::System,
        "org.freedesktop.login1.Manager",
        "PrepareForSleep",
        true,
    ),
    (
        BusType::System,
        "org.freedesktop.login1.Session",
        "Lock",
        false,
    ),
];

/// Calls back whenever the screen is locked or the device goes to sleep, for as long as the program runs. Must be
/// called on the window's own thread.
pub(crate) fn listen(locked: impl Fn() + Clone + 'static) {
    for (bus, interface, member, says_so) in SIGNALS {
        let locked = locked.clone();
        gio::bus_get(bus, None::<&Cancellable>, move |found| {
            // Without a bus there is nobody to hear from.
            let Ok(connection) = found else { return };
            subscribe(&connection, interface, member, move |values| {
                if !says_so || first_is_true(values) {
                    locked();
                }
            });
        });
    }
}

fn subscribe(
    connection: &DBusConnection,
    interface: &str,
    member: &str,
    told: impl Fn(&Variant) + 'static,
) {
    // Held by what it calls, so that it lives as long as the program.
    let held = connection.clone();
    connection.signal_subscribe(
        None,
        Some(interface),
        Some(member),
        None,
        None,
        DBusSignalFlags::NONE,
        move |_, _, _, _, _, values| {
            let _alive = &held;
            told(values);
        },
    );
}

fn first_is_true(values: &Variant) -> bool {
    values.n_children() > 0 && values.child_value(0).get::<bool>() == Some(true)
}

#[cfg(test)]
mod tests {
    use gio::glib::ToVariant;

    use super::*;

    #[test]
    fn only_a_true_first_value_says_that_it_is_locked() {
        assert!(first_is_true(&(true,).to_variant()));
        assert!(!first_is_true(&(false,).to_variant()));
        assert!(!first_is_true(&("true",).to_variant()));
        assert!(!first_is_true(&().to_variant()));
    }
}
