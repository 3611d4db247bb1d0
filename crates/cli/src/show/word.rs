//! The words of the house for standings, kinds, answers and times (design §3, glossary).

use chrono::DateTime;
use countersign_app::view::{
    Answer, Debt, Moment, PartKind, Role, Saved, Stamp, Standing, StandingView, Terms, UseLabel,
    Wants, WordsState,
};

use crate::pick::short;

/// The two people by first name, and which of them reads.
pub(crate) struct People<'a> {
    /// The client.
    pub(crate) client: &'a str,
    /// The keyworker.
    pub(crate) keyworker: &'a str,
    /// Who reads.
    pub(crate) reader: Role,
}

impl People<'_> {
    /// A person's first name, or the role where no name is known.
    pub(crate) fn name(&self, role: Role) -> &str {
        let (name, without) = match role {
            Role::Client => (self.client, "the client"),
            Role::Keyworker => (self.keyworker, "the keyworker"),
        };
        if name.is_empty() { without } else { name }
    }

    /// Both names.
    pub(crate) fn both(&self) -> String {
        format!(
            "{} and {}",
            self.name(Role::Client),
            self.name(Role::Keyworker)
        )
    }

    /// The word for a standing; the same for both, but that a waiting client is told there is no hurry.
    pub(crate) fn standing(&self, word: Standing) -> String {
        match word {
            Standing::WaitingForClient if self.reader == Role::Client => {
                "New for you. No hurry.".to_owned()
            }
            Standing::WaitingForClient => format!("Waiting for {}", self.name(Role::Client)),
            Standing::WaitingForKeyworker => format!("Waiting for {}", self.name(Role::Keyworker)),
            Standing::BothAgree => "Both agree".to_owned(),
            Standing::NotAgreed => "Not agreed".to_owned(),
            Standing::NewSuggestion => "New suggestion (what you agreed still stands)".to_owned(),
            Standing::TwoSuggestions => "Two suggestions".to_owned(),
            Standing::YesUnderPressure => "Yes, under pressure".to_owned(),
            Standing::TakenBack => "Taken back".to_owned(),
            Standing::OnHold => "On hold".to_owned(),
            Standing::Paused => "Paused".to_owned(),
            Standing::Decided => "Decided by others".to_owned(),
            Standing::Ended => "Ended".to_owned(),
            Standing::Closed => "Closed".to_owned(),
        }
    }

    /// A standing with what else is true.
    pub(crate) fn standing_line(&self, standing: &StandingView) -> String {
        let mut line = self.standing(standing.word);
        for also in &standing.also {
            line.push_str("; also: ");
            line.push_str(&self.standing(*also));
        }
        line
    }

    /// What is owed, in one sentence; none where the client is reading about themselves: there is no hurry.
    pub(crate) fn debt(&self, debt: &Debt) -> Option<String> {
        if debt.who == Role::Client && self.reader == Role::Client {
            return None;
        }
        let what = match debt.wants {
            Wants::Answer => "an answer",
            Wants::NearStep => "a near step",
        };
        let day = debt
            .day
            .as_ref()
            .map(|day| format!(", named {}", day.0))
            .unwrap_or_default();
        Some(format!(
            "{} owes {what} since {}{day}",
            self.name(debt.who),
            day_of(debt.since)
        ))
    }

    /// When something was said: as claimed, and when it came.
    pub(crate) fn stamp(&self, stamp: Stamp) -> String {
        match stamp.arrived {
            Some(arrived) => format!("said {}, came {}", day_of(stamp.claimed), day_of(arrived)),
            None => format!("said {}", day_of(stamp.claimed)),
        }
    }
}

/// The UTC day of a moment.
pub(crate) fn day_of(moment: Moment) -> String {
    DateTime::from_timestamp(moment.0, 0).map_or_else(
        || "at an impossible time".to_owned(),
        |at| at.format("%Y-%m-%d").to_string(),
    )
}

/// The word for a kind of part.
pub(crate) fn kind(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Purpose => "purpose",
        PartKind::Goal => "goal",
        PartKind::Step => "step",
        PartKind::Mandate => "mandate",
        PartKind::Permission => "permission",
        PartKind::Arrangement => "arrangement",
        PartKind::Decision => "decision",
    }
}

/// The word for an answer.
pub(crate) fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::YesUnderPressure => "yes, under pressure",
        Answer::No => "no",
        Answer::SomethingElse => "something else",
        Answer::NotNow => "not now",
        Answer::TakeBack => "taken back",
        Answer::NotedYes => "yes, as written down by the keyworker: counts as nothing",
    }
}

/// The label of a use.
pub(crate) fn label(label: UseLabel) -> &'static str {
    match label {
        UseLabel::Within => "within the mandate",
        UseLabel::BeforeTheyKnew => "before they knew",
        UseLabel::WithoutMandate => "WITHOUT A MANDATE",
    }
}

/// Words, or why there are none.
pub(crate) fn words(words: Option<&str>, state: WordsState) -> String {
    match (words, state) {
        (Some(words), WordsState::Here) => words.to_owned(),
        (_, WordsState::Erased) => "(the words were erased)".to_owned(),
        (_, WordsState::Here | WordsState::NotHere) => "(the words have not come yet)".to_owned(),
    }
}

/// The fields of a version that are no words, in one line; empty for none.
pub(crate) fn terms(terms: &Terms) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut say = |what: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            said.push(format!("{what} {value}"));
        }
    };
    match terms {
        Terms::Purpose => {}
        Terms::Goal { near, by } => {
            say("near", near.map(|near| format!("{near} of 10")).as_deref());
            say("by", by.as_ref().map(|day| day.0.as_str()));
        }
        Terms::Step { doer, by, goal: _ } => {
            say("done by", Some(doer_word(*doer)));
            say("by", by.as_ref().map(|day| day.0.as_str()));
        }
        Terms::Mandate {
            task,
            toward,
            about,
            until,
        } => {
            say("may", Some(task));
            say("towards", Some(toward));
            say("about", Some(about));
            say("until", until.as_ref().map(|day| day.0.as_str()));
        }
        Terms::Permission {
            recipient,
            what,
            until,
        } => {
            say("may tell", Some(recipient));
            say("about", Some(what));
            say("until", until.as_ref().map(|day| day.0.as_str()));
        }
        Terms::Arrangement { stand_in, until } => {
            say("stands in:", Some(stand_in));
            say("until", until.as_ref().map(|day| day.0.as_str()));
        }
        Terms::Decision {
            decided_by,
            law,
            from,
            until,
            appeal,
            appeal_until,
            ..
        } => {
            say("decided by", Some(decided_by));
            say("by law:", Some(law));
            say("from", from.as_ref().map(|day| day.0.as_str()));
            say("until", until.as_ref().map(|day| day.0.as_str()));
            say("appeal:", Some(appeal));
            say(
                "appeal until",
                appeal_until.as_ref().map(|day| day.0.as_str()),
            );
        }
    }
    said.join(" · ")
}

fn doer_word(doer: countersign_app::view::Doer) -> &'static str {
    match doer {
        countersign_app::view::Doer::Client => "the client",
        countersign_app::view::Doer::Keyworker => "the keyworker",
        countersign_app::view::Doer::Both => "both",
    }
}

/// An act is durable here.
pub(crate) fn saved(saved: &Saved) -> String {
    format!("Saved on this device. {}", short(&saved.act.0))
}
