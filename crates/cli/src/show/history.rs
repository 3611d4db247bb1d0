//! What happened, one line per act, oldest first; and what a search found.

use countersign_app::view::{Happened, HistoryEntry, Passed};

use super::agreement::indented;
use super::word::People;
use crate::pick::short;

/// The history of an agreement.
pub(crate) fn history(entries: &[HistoryEntry], people: &People<'_>) -> String {
    if entries.is_empty() {
        return "It starts when one of you writes.".to_owned();
    }
    let lines: Vec<String> = entries.iter().map(|entry| line(entry, people)).collect();
    lines.join("\n")
}

fn line(entry: &HistoryEntry, people: &People<'_>) -> String {
    let passed = match entry.passed {
        Passed::Counts => "",
        Passed::Waits => "  (waits for something earlier)",
        Passed::NoEffect => "  (without effect)",
    };
    let mut line = format!(
        "{}  {} {}, {}{passed}",
        short(&entry.id.0),
        people.name(entry.by),
        happened(entry.happened),
        people.stamp(entry.stamp)
    );
    let said = [entry.about.as_ref(), entry.words.as_ref()];
    for words in said.into_iter().flatten() {
        line.push_str(&format!("\n     {}", indented(words)));
    }
    line
}

/// What a person did.
pub(crate) fn happened(what: Happened) -> &'static str {
    match what {
        Happened::Founded => "founded the agreement",
        Happened::Joined => "joined",
        Happened::AddedDevice => "added a device",
        Happened::AddedDeviceByKit => "added a new device with the recovery words",
        Happened::RemovedDevice => "removed a device",
        Happened::Suggested => "suggested",
        Happened::SomethingElse => "suggested something else",
        Happened::Yes => "said yes",
        Happened::YesUnderPressure => "said yes, under pressure",
        Happened::No => "said no",
        Happened::NotNow => "said not now",
        Happened::Differently => "said it differently",
        Happened::TookBack => "took back a yes",
        Happened::FeltPushed => "said: I felt pushed",
        Happened::Replied => "replied",
        Happened::Held => "wrote down a no, a taking back or a pause",
        Happened::NotedYes => "wrote down a yes, which counts as nothing",
        Happened::SharedDecision => "shared what others decided",
        Happened::Seen => "has seen a decision",
        Happened::Disagreed => "does not agree with a decision",
        Happened::Linked => "linked a decision to what was refused",
        Happened::Used => "used a mandate",
        Happened::AnsweredUse => "answered a use",
        Happened::Paused => "paused",
        Happened::Resumed => "resumed",
        Happened::Ended => "ended the agreement",
        Happened::Contact => "wrote about a contact",
        Happened::ContactReplied => "put a voice beside a contact",
        Happened::ContactContested => "said of a contact: it was not like that",
        Happened::StepDone => "did a step",
        Happened::StepChanged => "changed a step, or moved it",
        Happened::StepNotThisTime => "said of a step: not this time",
        Happened::Hello => "said hello",
        Happened::Card => "wrote a card",
        Happened::Away => "said when they are away",
        Happened::Back => "is back earlier",
        Happened::SetMeeting => "set the next time",
        Happened::MovedMeeting => "moved a meeting",
        Happened::CalledOff => "called a meeting off",
        Happened::Checkin => "shared a check-in",
        Happened::Erased => "erased, or answered that",
        Happened::Received => "received",
        Happened::CopiedForRecord => "copied for the record",
        Happened::Unknown => "did something that this version can't read",
    }
}
