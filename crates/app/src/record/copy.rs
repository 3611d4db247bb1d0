//! The text for the organisation's record, made from the same views as the screens.
//!
//! Agreed and not agreed never share a heading; what others decided stands by itself (law 6). Words that are not here
//! are not made up.

use crate::phrases::{Phrases, filled};
use crate::view::{
    AgreementView, Answer, AnswerView, Doer, MeetView, PartKind, PartView, Role, SayingKind, Terms,
    UseLabel, VersionView, Wants, WordsState,
};

/// What an agreement says, for the organisation's record, under headings in `language`.
#[must_use]
pub(crate) fn record_text(
    view: &AgreementView,
    parts: &[PartView],
    next: &[MeetView],
    language: &str,
) -> String {
    let copy = Copy {
        view,
        parts,
        next,
        phrases: Phrases::of(language),
    };
    let lines = [
        copy.agreed(),
        copy.follow_up(),
        copy.open(),
        copy.decided(),
        copy.took_part(),
        copy.own_words(),
        copy.disagreements(),
        copy.uses(),
    ];
    let people = [
        ("client", copy.name(Role::Client)),
        ("keyworker", copy.name(Role::Keyworker)),
    ];
    let mut text = format!("{}\n", filled(copy.phrases.and, &people));
    for (title, lines) in copy.phrases.record.headings.iter().zip(lines) {
        if !lines.is_empty() {
            text.push_str(&format!("\n{title}\n"));
            for line in lines {
                text.push_str(&format!("- {}\n", line.replace('\n', "\n  ")));
            }
        }
    }
    text
}

struct Copy<'a> {
    view: &'a AgreementView,
    parts: &'a [PartView],
    next: &'a [MeetView],
    phrases: &'static Phrases,
}

impl Copy<'_> {
    fn name(&self, role: Role) -> &str {
        match role {
            Role::Client => &self.view.client,
            Role::Keyworker => &self.view.keyworker,
        }
    }

    fn agreeable(&self) -> impl Iterator<Item = &PartView> {
        self.parts
            .iter()
            .filter(|part| part.kind != PartKind::Decision)
    }

    fn agreed(&self) -> Vec<String> {
        self.agreeable()
            .filter_map(|part| self.suggested(part, agreed(part)?))
            .collect()
    }

    fn open(&self) -> Vec<String> {
        self.agreeable()
            .flat_map(|part| part.versions.iter().map(move |version| (part, version)))
            .filter(|(part, version)| {
                version.open || (agreed(part).is_none() && part.leads == version.id)
            })
            .filter_map(|(part, version)| self.suggested(part, version))
            .collect()
    }

    /// A version with its fields, who suggested it and where its part stands.
    fn suggested(&self, part: &PartView, version: &VersionView) -> Option<String> {
        let name = |role| self.name(role).to_owned();
        Some(filled(
            self.phrases.record.suggested,
            &[
                ("kind", self.phrases.kind(part.kind)),
                ("words", words(version)?),
                ("fields", &self.who_and_when(&version.terms)),
                ("name", self.name(version.by)),
                ("standing", &self.phrases.standing(part.standing.word, name)),
            ],
        ))
    }

    fn who_and_when(&self, terms: &Terms) -> String {
        let mut said = Vec::new();
        if let Terms::Step { doer, .. } = terms {
            said.push(match doer {
                Doer::Client => self.name(Role::Client).to_owned(),
                Doer::Keyworker => self.name(Role::Keyworker).to_owned(),
                Doer::Both => self.phrases.both.to_owned(),
            });
        }
        if let Terms::Goal {
            near: Some(near), ..
        } = terms
        {
            said.push(filled(
                self.phrases.fields.near,
                &[("near", &near.to_string())],
            ));
        }
        said.extend(self.phrases.last_day(terms));
        if said.is_empty() {
            String::new()
        } else {
            format!(" [{}]", said.join(", "))
        }
    }

    fn follow_up(&self) -> Vec<String> {
        let said = &self.phrases.record;
        let mut lines: Vec<String> = self
            .parts
            .iter()
            .filter_map(|part| {
                // The organisation's file never says that the client is late (design §3).
                let debt = part
                    .owes
                    .as_ref()
                    .filter(|debt| debt.who == Role::Keyworker)?;
                let what = match debt.wants {
                    Wants::Answer => said.owes_answer,
                    Wants::NearStep => said.owes_step,
                };
                let words = [("name", self.name(debt.who)), ("words", &part.title)];
                Some(filled(what, &words))
            })
            .collect();
        lines.extend(self.parts.iter().flat_map(|part| self.promises(part)));
        lines.extend(self.next.iter().map(|next| self.phrases.next_time(next)));
        lines.extend(
            self.view
                .until
                .iter()
                .map(|until| filled(said.ends, &[("day", &self.phrases.day(until))])),
        );
        lines
    }

    /// How the keyworker's promises under a part ended. How the client's own steps ended is the client's to tell.
    fn promises(&self, part: &PartView) -> Vec<String> {
        let own = part.endings.iter().filter(|it| it.by == Role::Keyworker);
        own.map(|ended| {
            let line = self.phrases.ending(ended, self.name(ended.by));
            let why = ended.words.iter().map(|why| format!("\n{why}"));
            format!("{}\n{line}{}", part.title, why.collect::<String>())
        })
        .collect()
    }

    fn decided(&self) -> Vec<String> {
        let said = &self.phrases.record;
        self.parts
            .iter()
            .filter(|part| part.kind == PartKind::Decision)
            .filter_map(|part| {
                let version = part.versions.first()?;
                let shown = part.decision.as_ref();
                let seen = shown.is_some_and(|decision| decision.seen.is_some());
                let seen = if seen { said.seen } else { said.not_seen };
                let refused = if shown.is_some_and(|decision| decision.refused) {
                    filled(said.said_no, &[("name", self.name(Role::Client))])
                } else {
                    String::new()
                };
                Some(format!("{} ({seen}{refused})", words(version)?))
            })
            .collect()
    }

    fn took_part(&self) -> Vec<String> {
        let versions = || self.agreeable().flat_map(|part| &part.versions);
        let suggested = versions().any(|version| version.by == Role::Client);
        let said = |which: Answer| {
            versions()
                .flat_map(|version| &version.answers)
                .any(|given| given.by == Role::Client && given.answer == which)
        };
        let facts = [
            suggested,
            said(Answer::Yes),
            said(Answer::No),
            said(Answer::NotNow),
            said(Answer::YesUnderPressure),
            said(Answer::TakeBack),
        ];
        let done: Vec<&str> = self
            .phrases
            .record
            .did
            .into_iter()
            .zip(facts)
            .filter(|(_, happened)| *happened)
            .map(|(what, _)| what)
            .collect();
        if done.is_empty() {
            return Vec::new();
        }
        let words = [
            ("name", self.name(Role::Client)),
            ("words", &done.join(", ")),
        ];
        vec![filled(self.phrases.record.on_own_device, &words)]
    }

    /// What the client suggested, what stands beside the text, and what was said with an answer.
    fn own_words(&self) -> Vec<String> {
        let client = Role::Client;
        let suggested = self
            .agreeable()
            .flat_map(|part| &part.versions)
            .filter(|version| version.by == client)
            .filter_map(words)
            .map(str::to_owned);
        let answered = self
            .agreeable()
            .flat_map(|part| &part.versions)
            .flat_map(|version| &version.answers)
            .filter(|answer| answer.by == client && answer.answer != Answer::YesUnderPressure)
            .filter_map(|answer| answer.words.clone());
        let beside = self
            .parts
            .iter()
            .flat_map(|part| &part.sayings)
            .filter(|saying| saying.by == client && saying.kind != SayingKind::Pushed)
            .filter_map(|saying| saying.words.clone());
        suggested.chain(answered).chain(beside).collect()
    }

    fn disagreements(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for part in self.parts {
            for version in &part.versions {
                let answers = version.answers.iter();
                lines.extend(answers.filter_map(|given| self.disagreement(version, part, given)));
            }
            if let Some(decision) = part.decision.as_ref().filter(|it| it.disagreed.is_some()) {
                let said = &self.phrases.record;
                let why = decision.disagreed_words.as_deref().unwrap_or(said.no_words);
                let words = [("name", self.name(Role::Client)), ("words", why)];
                lines.push(filled(said.disagrees, &words));
            }
        }
        lines
    }

    /// A no in its own words, to the words that it answered.
    fn disagreement(
        &self,
        version: &VersionView,
        part: &PartView,
        given: &AnswerView,
    ) -> Option<String> {
        let said = &self.phrases.record;
        let what = match given.answer {
            Answer::No => said.no_to,
            Answer::TakeBack => said.took_back,
            Answer::YesUnderPressure => said.pressed,
            Answer::Yes | Answer::SomethingElse | Answer::NotNow | Answer::NotedYes => {
                return None;
            }
        };
        let to = words(version).unwrap_or(&part.title);
        let line = filled(what, &[("name", self.name(given.by)), ("words", to)]);
        Some(match &given.words {
            Some(own) => format!("{line}\n{own}"),
            None => line,
        })
    }

    fn uses(&self) -> Vec<String> {
        let said = &self.phrases.record;
        self.parts
            .iter()
            .flat_map(|part| part.uses.iter().map(move |used| (part, used)))
            .map(|(part, used)| {
                let label = match used.label {
                    UseLabel::Within => said.within,
                    UseLabel::BeforeTheyKnew => said.before_they_knew,
                    UseLabel::WithoutMandate => said.without,
                };
                let words = used.words.as_deref().unwrap_or(said.not_here);
                format!("{} ({label}): {words}", part.title)
            })
            .collect()
    }
}

fn agreed(part: &PartView) -> Option<&VersionView> {
    let id = part.agreed.as_ref()?;
    part.versions.iter().find(|version| version.id == *id)
}

fn words(version: &VersionView) -> Option<&str> {
    match version.words_state {
        WordsState::Here => version.words.as_deref(),
        WordsState::NotHere | WordsState::Erased => None,
    }
}
