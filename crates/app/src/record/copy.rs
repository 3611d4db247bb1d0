//! The text for the organisation's record, made from the same views as the screens.
//!
//! Agreed and not agreed never share a heading; what others decided stands by itself (law 6). Words that are not here
//! are not made up.

use crate::view::{
    AgreementView, Answer, PartKind, PartView, Role, SayingKind, Terms, UseLabel, VersionView,
    Wants, WordsState,
};

/// What an agreement says, for the organisation's record.
#[must_use]
pub fn record_text(view: &AgreementView, parts: &[PartView]) -> String {
    let copy = Copy { view, parts };
    let sections = [
        ("Agreed", copy.agreed()),
        ("Follow-up", copy.follow_up()),
        ("Not agreed, or still open", copy.open()),
        ("Decided by others (this is no agreement)", copy.decided()),
        ("How the client took part", copy.took_part()),
        ("The client's own words", copy.own_words()),
        ("Disagreements", copy.disagreements()),
        ("Mandates in use", copy.uses()),
    ];
    let mut text = format!(
        "{} and {}\n",
        copy.name(Role::Client),
        copy.name(Role::Keyworker)
    );
    for (title, lines) in sections {
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
            .filter_map(|part| {
                let version = agreed(part)?;
                Some(format!(
                    "{}: {}{} (suggested by {}; {})",
                    kind(part.kind),
                    words(version)?,
                    self.who_and_when(&version.terms),
                    self.name(version.by),
                    standing(part)
                ))
            })
            .collect()
    }

    fn who_and_when(&self, terms: &Terms) -> String {
        let mut said = Vec::new();
        if let Terms::Step { doer, .. } = terms {
            said.push(match doer {
                crate::view::Doer::Client => self.name(Role::Client).to_owned(),
                crate::view::Doer::Keyworker => self.name(Role::Keyworker).to_owned(),
                crate::view::Doer::Both => "both".to_owned(),
            });
        }
        if let Terms::Goal {
            near: Some(near), ..
        } = terms
        {
            said.push(format!("near {near} of 10"));
        }
        said.extend(last_day(terms));
        if said.is_empty() {
            String::new()
        } else {
            format!(" [{}]", said.join(", "))
        }
    }

    fn follow_up(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .parts
            .iter()
            .filter_map(|part| {
                let debt = part.owes.as_ref()?;
                let what = match debt.wants {
                    Wants::Answer => "an answer on",
                    Wants::NearStep => "a near step under",
                };
                Some(format!(
                    "{} owes {what}: {}",
                    self.name(debt.who),
                    part.title
                ))
            })
            .collect();
        lines.extend(
            self.view
                .until
                .iter()
                .map(|until| format!("The agreement ends on {}", until.0)),
        );
        lines
    }

    fn open(&self) -> Vec<String> {
        self.agreeable()
            .flat_map(|part| part.versions.iter().map(move |version| (part, version)))
            .filter(|(part, version)| {
                version.open || (agreed(part).is_none() && part.leads == version.id)
            })
            .filter_map(|(part, version)| {
                Some(format!(
                    "{}: {} (suggested by {}; {})",
                    kind(part.kind),
                    words(version)?,
                    self.name(version.by),
                    standing(part)
                ))
            })
            .collect()
    }

    fn decided(&self) -> Vec<String> {
        let decisions = self
            .parts
            .iter()
            .filter(|part| part.kind == PartKind::Decision);
        decisions
            .filter_map(|part| {
                let version = part.versions.first()?;
                let seen = part
                    .decision
                    .as_ref()
                    .is_some_and(|decision| decision.seen.is_some());
                let seen = if seen {
                    "seen, which does not mean yes"
                } else {
                    "not seen yet"
                };
                let refused = part
                    .decision
                    .as_ref()
                    .is_some_and(|decision| decision.refused);
                let refused = if refused {
                    format!("; {} said no to this", self.name(Role::Client))
                } else {
                    String::new()
                };
                Some(format!("{} ({seen}{refused})", words(version)?))
            })
            .collect()
    }

    fn took_part(&self) -> Vec<String> {
        let versions = || self.agreeable().flat_map(|part| &part.versions);
        let suggested = versions()
            .filter(|version| version.by == Role::Client)
            .count();
        let answers = || {
            versions()
                .flat_map(|version| &version.answers)
                .filter(|answer| answer.by == Role::Client)
        };
        let said = |which: Answer| answers().filter(|given| given.answer == which).count();
        let facts = [
            ("suggested words", suggested),
            ("said yes", said(Answer::Yes)),
            ("said no", said(Answer::No)),
            ("said not now", said(Answer::NotNow)),
            ("said yes, under pressure", said(Answer::YesUnderPressure)),
            ("took back a yes", said(Answer::TakeBack)),
        ];
        let done: Vec<&str> = facts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(what, _)| *what)
            .collect();
        if done.is_empty() {
            return Vec::new();
        }
        vec![format!(
            "{} {}, on a device of their own",
            self.name(Role::Client),
            done.join(", ")
        )]
    }

    fn own_words(&self) -> Vec<String> {
        let client = Role::Client;
        let suggested = self
            .agreeable()
            .flat_map(|part| &part.versions)
            .filter(|version| version.by == client)
            .filter_map(words)
            .map(str::to_owned);
        let beside = self
            .parts
            .iter()
            .flat_map(|part| &part.sayings)
            .filter(|saying| saying.by == client && saying.kind != SayingKind::Pushed)
            .filter_map(|saying| saying.words.clone());
        suggested.chain(beside).collect()
    }

    fn disagreements(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for part in self.parts {
            let answers = part.versions.iter().flat_map(|version| &version.answers);
            lines.extend(answers.filter_map(|answer| {
                let what = match answer.answer {
                    Answer::No => "said no to",
                    Answer::TakeBack => "took back a yes to",
                    Answer::YesUnderPressure => "said yes, under pressure, to",
                    Answer::Yes | Answer::SomethingElse | Answer::NotNow | Answer::NotedYes => {
                        return None;
                    }
                };
                Some(format!("{} {what}: {}", self.name(answer.by), part.title))
            }));
            if let Some(decision) = part.decision.as_ref().filter(|it| it.disagreed.is_some()) {
                let words = decision.disagreed_words.as_deref().unwrap_or("(no words)");
                let who = self.name(Role::Client);
                lines.push(format!(
                    "{who} does not agree with what others decided: {words}"
                ));
            }
        }
        lines
    }

    fn uses(&self) -> Vec<String> {
        self.parts
            .iter()
            .flat_map(|part| part.uses.iter().map(move |used| (part, used)))
            .map(|(part, used)| {
                let label = match used.label {
                    UseLabel::Within => "within the mandate",
                    UseLabel::BeforeTheyKnew => "before they knew that it was taken back",
                    UseLabel::WithoutMandate => "without a mandate",
                };
                format!(
                    "{} ({label}): {}",
                    part.title,
                    used.words.as_deref().unwrap_or("(words not here)")
                )
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

fn standing(part: &PartView) -> &'static str {
    use crate::view::Standing;
    match part.standing.word {
        Standing::WaitingForClient => "waits for the client",
        Standing::WaitingForKeyworker => "waits for the keyworker",
        Standing::BothAgree => "both agree",
        Standing::NotAgreed => "not agreed",
        Standing::NewSuggestion => "agreed; a new suggestion lies beside it",
        Standing::TwoSuggestions => "two suggestions",
        Standing::YesUnderPressure => "yes, under pressure: not agreed",
        Standing::TakenBack => "taken back",
        Standing::OnHold => "on hold",
        Standing::Paused => "paused",
        Standing::Decided => "decided by others",
        Standing::Ended => "ended",
        Standing::Closed => "closed",
    }
}

fn kind(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Purpose => "Purpose",
        PartKind::Goal => "Goal",
        PartKind::Step => "Activity",
        PartKind::Mandate => "Mandate",
        PartKind::Permission => "Permission",
        PartKind::Arrangement => "Arrangement",
        PartKind::Decision => "Decision",
    }
}

fn last_day(terms: &Terms) -> Option<String> {
    match terms {
        Terms::Goal { by, .. } | Terms::Step { by, .. } => {
            by.as_ref().map(|day| format!("by {}", day.0))
        }
        Terms::Mandate { until, .. }
        | Terms::Permission { until, .. }
        | Terms::Arrangement { until, .. }
        | Terms::Decision { until, .. } => until.as_ref().map(|day| format!("until {}", day.0)),
        Terms::Purpose => None,
    }
}
