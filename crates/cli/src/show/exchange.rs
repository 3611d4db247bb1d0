//! Files that were sent or that came, and what was kept aside.

use countersign_app::error::{Code, Error};
use countersign_app::view::{Arrival, ArrivedFile, AsideEntry, Delivery, Envelope, SentFile};

use super::word::{People, day_of};
use crate::pick::short;

/// A file that was written.
pub(crate) fn sent(file: &SentFile) -> String {
    format!(
        "Written: {}\n{} acts, {} bytes. Carry it to the other device, then there: countersign receive",
        file.path, file.acts, file.bytes
    )
}

/// A file before anything is taken in.
pub(crate) fn looked_at(file: &ArrivedFile) -> String {
    bundles(&file.envelopes)
}

/// What taking in has done, bundle by bundle.
pub(crate) fn arrival(arrival: &Arrival) -> String {
    format!("{}\n{}", bundles(&arrival.envelopes), taken_in(arrival))
}

/// What taking in has done, in all.
pub(crate) fn taken_in(arrival: &Arrival) -> String {
    let mut lines = Vec::new();
    lines.push(format!(
        "Now here: {} new acts count, {} wait for something earlier, {} kept aside.",
        arrival.applied, arrival.waiting, arrival.aside
    ));
    if !arrival.changed.is_empty() {
        let parts: Vec<&str> = arrival.changed.iter().map(|part| short(&part.0)).collect();
        lines.push(format!(
            "Parts that read differently now: {}",
            parts.join(" ")
        ));
    }
    lines.join("\n")
}

fn bundles(envelopes: &[Envelope]) -> String {
    let lines: Vec<String> = envelopes.iter().map(bundle).collect();
    lines.join("\n")
}

fn bundle(envelope: &Envelope) -> String {
    let from = envelope.sender.as_deref().unwrap_or("somebody");
    let mut line = format!(
        "From {from}: {} new, {} known already, {} gaps.",
        envelope.new_acts, envelope.known_acts, envelope.gaps
    );
    if envelope.living > 0 {
        line = format!(
            "From {from}: {} new changes in the agenda and shared drafts.",
            envelope.living
        );
    }
    if let Some(code) = envelope.problem {
        let error = Error::from(code);
        line = format!("From {from}: {} {}", error.what(), error.remedy());
    }
    line
}

/// Whose device has something, on its receipt.
pub(crate) fn delivery(delivery: &Delivery, people: &People<'_>) -> String {
    let device = delivery.device.as_deref().unwrap_or("device");
    format!(
        "{}'s {device} has it ({})",
        people.name(delivery.who),
        day_of(delivery.at)
    )
}

/// What was kept aside.
pub(crate) fn asides(entries: &[AsideEntry]) -> String {
    if entries.is_empty() {
        return "Nothing is kept aside.".to_owned();
    }
    let lines: Vec<String> = entries.iter().enumerate().map(aside).collect();
    lines.join("\n")
}

fn aside((index, entry): (usize, &AsideEntry)) -> String {
    let code: Code = entry.code;
    let error = Error::from(code);
    format!(
        "{:>2}  {}  came {}, {} bytes. {} {}",
        index + 1,
        short(&entry.id),
        day_of(entry.at),
        entry.bytes,
        error.what(),
        error.remedy()
    )
}
