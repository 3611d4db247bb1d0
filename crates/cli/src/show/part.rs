//! One part with its versions, what was said beside them, holds, uses, and what can be done.

use countersign_app::view::{
    AnswerView, DecisionView, Noted, PartView, Role, SayingKind, Terms, UseView, VersionView,
};

use super::agreement::indented;
use super::relation::ending;
use super::word::{People, answer, day_of, kind, label, terms, words};
use crate::pick::short;

/// One part.
pub(crate) fn part(view: &PartView) -> String {
    let people = People {
        client: &view.client,
        keyworker: &view.keyworker,
        reader: view.role,
    };
    let mut lines = vec![
        format!("{}   {}", kind(view.kind), short(&view.id.0)),
        format!("[{}]", people.standing_line(&view.standing)),
    ];
    if let Some(debt) = view.owes.as_ref().and_then(|debt| people.debt(debt)) {
        lines.push(format!("{debt}."));
    }
    if view.refused_before {
        lines.push("You said no to these words before.".to_owned());
    }
    if let Some(decision) = &view.decision {
        lines.extend(decided(decision, &people));
    }
    for (index, one) in view.versions.iter().enumerate() {
        lines.push(version(index, one, view, &people));
    }
    for saying in &view.sayings {
        let what = match saying.kind {
            SayingKind::Differently => "would say it differently",
            SayingKind::Reply => "replied",
            SayingKind::Pushed => "felt pushed",
        };
        let said = saying.words.as_deref().unwrap_or_default();
        lines.push(format!(
            "  {} {what}: {}",
            people.name(saying.by),
            indented(said)
        ));
    }
    for hold in &view.holds {
        let noted = match hold.noted {
            Noted::No => "a no",
            Noted::TakeBack => "a taking back",
            Noted::Pause => "a pause",
        };
        lines.push(format!(
            "  On hold: {} wrote down {noted} ({}). Only {} lifts it.",
            people.name(Role::Keyworker),
            people.stamp(hold.stamp),
            people.name(Role::Client)
        ));
    }
    lines.extend(
        view.endings
            .iter()
            .map(|it| format!("  {}", ending(it, &people))),
    );
    lines.extend(view.uses.iter().map(|used| use_line(used, &people)));
    lines.join("\n")
}

fn decided(decision: &DecisionView, people: &People<'_>) -> Vec<String> {
    let client = people.name(Role::Client);
    let mut lines = vec!["Decided by others. It is no agreement.".to_owned()];
    if decision.refused {
        lines.push(format!("{client} said no to this."));
    }
    if let Some(seen) = decision.seen {
        lines.push(format!(
            "{client} has seen it ({}). It does not mean yes.",
            people.stamp(seen)
        ));
    }
    if decision.disagreed.is_some() {
        lines.push(format!("{client} does not agree. This is not an appeal."));
        lines.extend(
            decision
                .disagreed_words
                .iter()
                .map(|words| format!("  {}", indented(words))),
        );
    }
    lines
}

fn version(index: usize, one: &VersionView, view: &PartView, people: &People<'_>) -> String {
    let mut marks = Vec::new();
    if one.holds {
        marks.push("holds");
    }
    if one.open {
        marks.push("open");
    }
    if view.ask.as_ref() == Some(&one.id) {
        marks.push("waits for you");
    }
    let by = match one.terms {
        Terms::Decision { .. } => "shared by",
        Terms::Purpose
        | Terms::Goal { .. }
        | Terms::Step { .. }
        | Terms::Mandate { .. }
        | Terms::Permission { .. }
        | Terms::Arrangement { .. } => "suggested by",
    };
    let mut lines = vec![
        format!(
            "\n {}. {}  {by} {}, {}{}",
            index + 1,
            short(&one.id.0),
            people.name(one.by),
            people.stamp(one.stamp),
            if marks.is_empty() {
                String::new()
            } else {
                format!("  ({})", marks.join(", "))
            }
        ),
        format!(
            "     {}",
            indented(&words(one.words.as_deref(), one.words_state))
        ),
    ];
    let fields = terms(&one.terms);
    if !fields.is_empty() {
        lines.push(format!("     {fields}"));
    }
    if let Some(reason) = &one.reason {
        lines.push(format!("     because: {}", indented(reason)));
    }
    lines.extend(one.answers.iter().map(|given| answer_line(given, people)));
    lines.join("\n")
}

fn answer_line(given: &AnswerView, people: &People<'_>) -> String {
    let mut line = format!(
        "     {}: {} ({})",
        people.name(given.by),
        answer(given.answer),
        people.stamp(given.stamp)
    );
    if !given.live {
        line.push_str(", replaced since");
    }
    if let Some(day) = &given.day {
        line.push_str(&format!(", more by {}", day.0));
    }
    if let Some(words) = &given.words {
        line.push_str(&format!(": {}", indented(words)));
    }
    line
}

fn use_line(used: &UseView, people: &People<'_>) -> String {
    let fine = match used.fine {
        Some(true) => format!(" {}: all right.", people.name(Role::Client)),
        Some(false) => format!(" {}: not all right.", people.name(Role::Client)),
        None => String::new(),
    };
    format!(
        "  Use {} on {}, {}: {}{fine}",
        short(&used.id.0),
        day_of(used.at),
        label(used.label),
        indented(
            used.words
                .as_deref()
                .unwrap_or("(the words have not come yet)")
        )
    )
}
