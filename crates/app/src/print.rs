//! An agreement on paper: A4, plain words, answer boxes, and the numbers by which true copies are known (design §7).
//!
//! It exists because paper is a main road, not a fallback. It is made from the same views as the screens, so it shows
//! nothing as agreed that they would not. Decisions by others stand apart, in square frames, and have no yes.

mod html;
mod text;

use countersign_domain::Claimed;

use crate::app::App;
use crate::codes::Result;
use crate::view::{
    AgreementId, AgreementView, Answer, Day, DecisionView, PartKind, PartView, Role, Standing,
    Terms, VersionView, WordsState,
};

/// How the sheet is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperForm {
    /// 76 columns of plain text.
    Text,
    /// One page of HTML without scripts, links or pictures.
    Html,
}

/// How a yes is shown that the keyworker wrote down (law 3).
pub(crate) const NOTED_YES: &str = "On paper: yes.";

/// What is said at the foot of every sheet.
const FOOT: [&str; 4] = [
    "You can take back a yes at any time. You don't have to say why.",
    "A no, a taking back or a pause on this paper stops the thing as soon as it is written down.",
    "A yes on this paper counts as nothing until you give it yourself on a device of yours.",
    "True copies have the same agreement number; the same words have the same words number.",
];

/// A sheet before it is laid out.
pub(crate) struct Sheet {
    pub(crate) people: String,
    pub(crate) agreement: String,
    pub(crate) printed: Day,
    pub(crate) notes: Vec<String>,
    pub(crate) sections: Vec<Section>,
}

/// Parts under one heading.
pub(crate) struct Section {
    pub(crate) title: &'static str,
    /// Decided by others: square frames, another question.
    pub(crate) decided: bool,
    pub(crate) items: Vec<Item>,
}

/// One part on paper.
pub(crate) struct Item {
    pub(crate) standing: String,
    pub(crate) blocks: Vec<Block>,
    /// Boxes to tick; empty for none.
    pub(crate) boxes: Vec<&'static str>,
}

/// One version, or what else is said in words.
pub(crate) struct Block {
    /// Who and what, before the words.
    pub(crate) lead: String,
    pub(crate) words: String,
    /// Fields, reason and number, after the words.
    pub(crate) lines: Vec<String>,
}

const GROUPS: [(&str, &[PartKind]); 6] = [
    ("What for", &[PartKind::Purpose]),
    ("Goals", &[PartKind::Goal]),
    ("Steps", &[PartKind::Step]),
    (
        "Mandates and permissions",
        &[PartKind::Mandate, PartKind::Permission],
    ),
    ("When we meet", &[PartKind::Arrangement]),
    (
        "Decided by others. This is no agreement",
        &[PartKind::Decision],
    ),
];

/// The agreement on paper, in the form asked for.
#[must_use]
pub fn paper(view: &AgreementView, parts: &[PartView], printed: Day, form: PaperForm) -> String {
    let sheet = Sheet::new(view, parts, printed);
    match form {
        PaperForm::Text => text::lay_out(&sheet),
        PaperForm::Html => html::lay_out(&sheet),
    }
}

impl App {
    /// An agreement on paper, as it is seen today.
    ///
    /// # Errors
    /// When the vault is locked, or there is no such agreement.
    pub fn print(&mut self, agreement: &AgreementId, form: PaperForm) -> Result<String> {
        let view = self.agreement(agreement)?;
        let parts = self.whole_parts(&view)?;
        let today = Day(Claimed(self.world.now()).day().to_string());
        Ok(paper(&view, &parts, today, form))
    }

    /// Every part of an agreement with all that is known of it.
    pub(crate) fn whole_parts(&mut self, view: &AgreementView) -> Result<Vec<PartView>> {
        view.parts
            .iter()
            .map(|part| self.part(&view.id, &part.id))
            .collect()
    }
}

impl Sheet {
    fn new(view: &AgreementView, parts: &[PartView], printed: Day) -> Self {
        let names = Names {
            client: &view.client,
            keyworker: &view.keyworker,
        };
        let mut notes = Vec::new();
        if let Some(until) = &view.until {
            notes.push(format!("Until {}.", until.0));
        }
        if view.paused_all {
            notes.push("All mandates and permissions are paused.".to_owned());
        }
        let sections = GROUPS
            .into_iter()
            .map(|(title, kinds)| Section {
                title,
                decided: kinds.contains(&PartKind::Decision),
                items: parts
                    .iter()
                    .filter(|part| kinds.contains(&part.kind))
                    .map(|part| Item::new(part, &names))
                    .collect(),
            })
            .filter(|section| !section.items.is_empty())
            .collect();
        Self {
            people: format!(
                "{} and {}",
                names.of(Role::Client),
                names.of(Role::Keyworker)
            ),
            agreement: grouped(&view.id.0, 8),
            printed,
            notes,
            sections,
        }
    }
}

struct Names<'a> {
    client: &'a str,
    keyworker: &'a str,
}

impl Names<'_> {
    fn of(&self, role: Role) -> &str {
        match role {
            Role::Client if !self.client.is_empty() => self.client,
            Role::Client => "the client",
            Role::Keyworker if !self.keyworker.is_empty() => self.keyworker,
            Role::Keyworker => "the keyworker",
        }
    }
}

impl Item {
    fn new(part: &PartView, names: &Names<'_>) -> Self {
        let mut standing = standing_words(part.standing.word, names);
        for also in &part.standing.also {
            standing.push_str("; also: ");
            standing.push_str(&standing_words(*also, names));
        }
        let shown =
            |version: &&VersionView| version.holds || version.open || part.leads == version.id;
        let mut blocks: Vec<Block> = part
            .versions
            .iter()
            .filter(shown)
            .map(|one| Block::of(one, part, names))
            .collect();
        blocks.extend(
            part.decision
                .iter()
                .flat_map(|decision| said_to(decision, names)),
        );
        Self {
            standing,
            blocks,
            boxes: boxes(part),
        }
    }
}

fn boxes(part: &PartView) -> Vec<&'static str> {
    if part.kind == PartKind::Decision {
        return vec![
            "I have seen this. It does not mean yes.",
            "I don't agree. This is not an appeal.",
        ];
    }
    match part.standing.word {
        Standing::BothAgree => vec!["I take back my yes."],
        Standing::Paused | Standing::OnHold | Standing::Closed | Standing::Ended => Vec::new(),
        Standing::WaitingForClient
        | Standing::WaitingForKeyworker
        | Standing::NotAgreed
        | Standing::NewSuggestion
        | Standing::TwoSuggestions
        | Standing::YesUnderPressure
        | Standing::TakenBack
        | Standing::Decided => vec!["Yes", "No", "Something else", "Not now"],
    }
}

impl Block {
    fn of(version: &VersionView, part: &PartView, names: &Names<'_>) -> Self {
        let by = names.of(version.by);
        let lead = match (
            part.kind,
            version.holds,
            part.agreed.as_ref() == Some(&version.id),
        ) {
            (PartKind::Decision, ..) => format!("Shared by {by}:"),
            (_, true, true) => format!("What you agreed, suggested by {by}:"),
            _ => format!("Suggested by {by}:"),
        };
        let mut lines = field_lines(&version.terms);
        lines.extend(
            version
                .reason
                .iter()
                .map(|reason| format!("Because: {reason}")),
        );
        for answer in version
            .answers
            .iter()
            .filter(|answer| answer.answer == Answer::NotedYes)
        {
            let who = names.of(Role::Client);
            lines.push(format!(
                "{NOTED_YES} {who} has not answered it on a device; it counts as nothing ({}).",
                answer.id.0.get(..8).unwrap_or_default()
            ));
        }
        lines.push(format!("Words number {}", grouped(&version.id.0, 4)));
        Self {
            lead,
            words: words(version),
            lines,
        }
    }
}

fn words(version: &VersionView) -> String {
    match (&version.words, version.words_state) {
        (Some(words), WordsState::Here) => words.clone(),
        (_, WordsState::Erased) => "(These words were erased.)".to_owned(),
        (_, WordsState::Here | WordsState::NotHere) => {
            "(These words are not on this device. Nothing counts as agreed without them.)"
                .to_owned()
        }
    }
}

fn said_to(decision: &DecisionView, names: &Names<'_>) -> Vec<Block> {
    let client = names.of(Role::Client);
    let block = |lead: String, words: &str| Block {
        lead,
        words: words.to_owned(),
        lines: Vec::new(),
    };
    let mut said = Vec::new();
    if decision.refused {
        said.push(block(format!("{client} said no to this."), ""));
    }
    if decision.disagreed.is_some() {
        let words = decision.disagreed_words.as_deref().unwrap_or_default();
        said.push(block(
            format!("{client} does not agree. This is not an appeal."),
            words,
        ));
    }
    said
}

fn field_lines(terms: &Terms) -> Vec<String> {
    let day = |what: &str, day: &Option<Day>| day.as_ref().map(|day| format!("{what} {}", day.0));
    let text = |what: &str, text: &str| (!text.is_empty()).then(|| format!("{what} {text}"));
    let lines = match terms {
        Terms::Purpose => Vec::new(),
        Terms::Goal { near, by } => {
            vec![
                near.map(|near| format!("How near: {near} of 10")),
                day("By", by),
            ]
        }
        Terms::Step { by, .. } => vec![day("By", by)],
        Terms::Mandate { until, .. } | Terms::Permission { until, .. } => vec![day("Until", until)],
        Terms::Arrangement { stand_in, until } => {
            vec![text("Stands in:", stand_in), day("Until", until)]
        }
        Terms::Decision {
            decided_by,
            law,
            from,
            until,
            choices,
            appeal,
            appeal_until,
            helper,
            ..
        } => {
            let mut lines = vec![
                text("Decided by", decided_by),
                text("By law:", law),
                day("From", from),
                day("Until", until),
            ];
            lines.extend(
                choices
                    .iter()
                    .map(|choice| text("You can still choose:", choice)),
            );
            lines.push(text("How to appeal:", appeal));
            lines.push(day("Last day for an appeal:", appeal_until));
            lines.extend(
                helper
                    .iter()
                    .map(|who| text("Who can help:", &format!("{} {}", who.name, who.number))),
            );
            lines
        }
    };
    lines.into_iter().flatten().collect()
}

fn standing_words(standing: Standing, names: &Names<'_>) -> String {
    match standing {
        Standing::WaitingForClient => format!("Waiting for {}", names.of(Role::Client)),
        Standing::WaitingForKeyworker => format!("Waiting for {}", names.of(Role::Keyworker)),
        Standing::BothAgree => "Both agree".to_owned(),
        Standing::NotAgreed => "Not agreed".to_owned(),
        Standing::NewSuggestion => "New suggestion (what you agreed still stands)".to_owned(),
        Standing::TwoSuggestions => "Two suggestions".to_owned(),
        Standing::YesUnderPressure => "Yes, under pressure (not agreed)".to_owned(),
        Standing::TakenBack => "Taken back".to_owned(),
        Standing::OnHold => "On hold".to_owned(),
        Standing::Paused => "Paused".to_owned(),
        Standing::Decided => "Decided by others".to_owned(),
        Standing::Ended => "Ended".to_owned(),
        Standing::Closed => "Closed".to_owned(),
    }
}

/// The first `groups` groups of four letters of an id.
fn grouped(id: &str, groups: usize) -> String {
    let letters: Vec<char> = id.chars().take(groups * 4).collect();
    let parts: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    parts.join(" ")
}
