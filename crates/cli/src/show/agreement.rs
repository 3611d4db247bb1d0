//! The list of agreements, and one agreement with its parts.

use countersign_app::view::{AgreementEntry, AgreementView, PartEntry, PartKind, Role, Stage};

use super::exchange::delivery;
use super::word::{People, answer, kind, words};
use crate::pick::short;

const GROUPS: [(&str, &[PartKind]); 6] = [
    ("What for", &[PartKind::Purpose]),
    ("Goals", &[PartKind::Goal]),
    ("Steps", &[PartKind::Step]),
    (
        "Mandates and permissions",
        &[PartKind::Mandate, PartKind::Permission],
    ),
    ("When we meet", &[PartKind::Arrangement]),
    ("Decided by others", &[PartKind::Decision]),
];

/// The agreements of a vault.
pub(crate) fn agreements(entries: &[AgreementEntry]) -> String {
    if entries.is_empty() {
        return "No agreement yet. Either of you can begin: countersign agreement found --help"
            .to_owned();
    }
    let lines: Vec<String> = entries.iter().enumerate().map(entry).collect();
    lines.join("\n")
}

fn entry((index, entry): (usize, &AgreementEntry)) -> String {
    let people = People {
        client: &entry.client,
        keyworker: &entry.keyworker,
        reader: entry.role,
    };
    let mut line = format!(
        "{:>2}  {}  {}  {}",
        index + 1,
        short(&entry.id.0),
        people.both(),
        stage(entry.stage)
    );
    if entry.new_for_me {
        line.push_str("\n    Something new is here for you.");
    }
    if let Some(debt) = entry.owes.as_ref().and_then(|debt| people.debt(debt)) {
        line.push_str(&format!("\n    {debt}."));
    }
    line
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Alone => "nobody else is here yet",
        Stage::Joining => "being connected",
        Stage::FirstFile => "connected; the other's first file has not come",
        Stage::Paired => "both are here",
        Stage::TwoJoins => "ON HOLD: two people joined at once",
        Stage::EndedByOne => "ended by one",
        Stage::Closed => "closed",
    }
}

/// One agreement.
pub(crate) fn agreement(view: &AgreementView) -> String {
    let people = People {
        client: &view.client,
        keyworker: &view.keyworker,
        reader: view.role,
    };
    let mut lines = vec![
        format!("{}   {}", people.both(), short(&view.id.0)),
        format!("Here: {}.", stage(view.stage)),
    ];
    if let Some(until) = &view.until {
        lines.push(format!("Until {}.", until.0));
    }
    if view.paused_all {
        lines.push("All mandates and permissions are paused.".to_owned());
    }
    for (title, kinds) in GROUPS {
        let parts: Vec<(usize, &PartEntry)> = view
            .parts
            .iter()
            .enumerate()
            .filter(|(_, part)| kinds.contains(&part.kind))
            .collect();
        if !parts.is_empty() {
            lines.push(format!("\n{title}"));
            lines.extend(
                parts
                    .into_iter()
                    .map(|(index, part)| part_line(index, part, &people)),
            );
        }
    }
    if view.parts.is_empty() {
        lines.push(
            "\nNo part yet. Either of you can write the first: countersign suggest --help"
                .to_owned(),
        );
    }
    lines.push(String::new());
    lines.push(way(view, &people));
    lines.join("\n")
}

fn way(view: &AgreementView, people: &People<'_>) -> String {
    if let Some(has) = &view.other_has_all {
        return format!("{}: all of this.", delivery(has, people));
    }
    let mut lines = Vec::new();
    if view.unsent > 0 {
        lines.push(format!(
            "Here only: {}. Send with: countersign send",
            view.unsent
        ));
    }
    if view.on_way > 0 {
        lines.push(format!(
            "In a file that was made, and nobody has signed for it yet: {}.",
            view.on_way
        ));
    }
    if lines.is_empty() {
        lines.push("Nothing of yours is on its way.".to_owned());
    }
    lines.join("\n")
}

fn part_line(index: usize, part: &PartEntry, people: &People<'_>) -> String {
    let mut line = format!(
        "{:>3}  {}  {:<11}  [{}]\n     {}",
        index + 1,
        short(&part.id.0),
        kind(part.kind),
        people.standing_line(&part.standing),
        indented(&words(part.words.as_deref(), part.words_state)),
    );
    let mut beside = vec![format!(
        "suggested first by {}",
        people.name(part.suggested_by)
    )];
    if let Some(mine) = part.mine {
        beside.push(format!("you: {}", answer(mine)));
    }
    if part.uses > 0 {
        beside.push(format!("used: {}", part.uses));
    }
    beside.extend(part.owes.as_ref().and_then(|debt| people.debt(debt)));
    if part.kind == PartKind::Decision {
        beside.clear();
        beside.push(
            if part.seen {
                "seen; it does not mean yes"
            } else {
                "not seen yet"
            }
            .to_owned(),
        );
        if part.refused {
            beside.push(format!("{} said no to this", people.name(Role::Client)));
        }
    }
    line.push_str(&format!("\n     {}", beside.join(" · ")));
    line
}

/// Words over several lines, set in.
pub(super) fn indented(words: &str) -> String {
    words.replace('\n', "\n     ")
}
