//! A relay, its cards, and what came of talking to it.

use countersign_app::error::Error;
use countersign_app::view::{RelayCard, RelayState, RelayView, Role, SyncView};

use super::word::day_of;

/// How an agreement and its relay get on.
pub(crate) fn relay(view: &RelayView) -> String {
    let address = view.address.as_deref().unwrap_or_default();
    let mut lines = vec![match view.state {
        RelayState::Off => "No relay. Nothing goes out by itself.".to_owned(),
        RelayState::Opening => format!("{address}: to be opened. Next: countersign sync"),
        RelayState::Joining => format!("{address}: to be joined. Next: countersign sync"),
        RelayState::On if view.other_joined => format!("{address}: on."),
        RelayState::On => {
            format!("{address}: on. Nothing has come from the other person by it yet.")
        }
        RelayState::Gone => format!("{address}: this device has no place there any more."),
    }];
    if view.old_read {
        lines.push("An earlier mailbox is still read until it is empty.".to_owned());
    }
    if let Some(heard) = &view.heard {
        let who = match heard.who {
            Role::Client => "the client",
            Role::Keyworker => "the keyworker",
        };
        lines.push(format!("Last heard from {who}: {}", day_of(heard.at)));
    }
    if let Some(at) = view.last_success {
        lines.push(format!("The relay last answered: {}", day_of(at)));
    }
    lines.push(format!(
        "Your words: {} here only, {} at the relay, {} on their way, {} on a device of the other.",
        view.here, view.at_relay, view.on_its_way, view.there
    ));
    if let Some(full) = view.fullness {
        lines.push(format!(
            "Your side of the mailbox: {} of {} bundles. It keeps them for {} days.",
            full.bundles, full.bundles_max, full.keep_days
        ));
    }
    if let Some(code) = view.trouble {
        let error = Error::from(code);
        lines.push(format!("{} {}", error.what(), error.remedy()));
    }
    lines.join("\n")
}

/// An invitation to hand over.
pub(crate) fn relay_card(card: &RelayCard) -> String {
    let ready = if card.ready {
        "It works once."
    } else {
        "It works once, after your next countersign sync."
    };
    format!("{}\nGood until {}. {ready}", card.code, day_of(card.until))
}

/// What came of talking to relays.
pub(crate) fn synced(done: &SyncView) -> String {
    let mut lines = vec![match done.asked {
        0 => "No agreement has a relay.".to_owned(),
        _ => format!(
            "Came: {} bundles, {} acts count now. Put: {} bundles.",
            done.came, done.applied, done.put
        ),
    }];
    if done.waiting > 0 {
        lines.push(format!("{} wait for something earlier.", done.waiting));
    }
    if done.aside > 0 {
        lines.push(format!("{} pieces were kept aside.", done.aside));
    }
    for trouble in &done.troubles {
        let error = Error::from(trouble.code);
        lines.push(format!("{} {}", error.what(), error.remedy()));
    }
    lines.join("\n")
}
