//! The text of a plan as lines that can be suggested.
//!
//! A line, bullet or numbered item is one suggestion; a heading says which kind follows. Nothing is guessed beyond
//! that: no dates, no names.

use crate::view::{Doer, PartKind, PlanLine, Terms};

/// Most suggestions that one paste makes.
pub const PLAN_LINES_MAX: usize = 50;

impl PlanLine {
    /// Its fields, as open as they can be.
    #[must_use]
    pub fn terms(&self) -> Option<Terms> {
        match self.kind {
            PartKind::Purpose => Some(Terms::Purpose),
            PartKind::Goal => Some(Terms::Goal {
                near: None,
                by: None,
            }),
            PartKind::Step => Some(Terms::Step {
                doer: Doer::Both,
                by: None,
                goal: None,
            }),
            PartKind::Arrangement => Some(Terms::Arrangement {
                stand_in: String::new(),
                until: None,
            }),
            PartKind::Mandate | PartKind::Permission | PartKind::Decision => None,
        }
    }
}

/// The headings that say which kind follows, in the languages of the window. "Mål" and "Steg" are the same in two.
const HEADINGS: [(PartKind, &[&str]); 4] = [
    (
        PartKind::Purpose,
        &[
            "purpose",
            "what for",
            "syfte",
            "vad det är till för",
            "formål",
            "hva det er for",
            "waarvoor",
        ],
    ),
    (
        PartKind::Goal,
        &[
            "goal",
            "goals",
            "mål",
            "delmål",
            "huvudmål",
            "hovedmål",
            "doel",
            "doelen",
        ],
    ),
    (
        PartKind::Step,
        &[
            "step",
            "steps",
            "activity",
            "activities",
            "steg",
            "aktivitet",
            "aktiviteter",
            "insats",
            "insatser",
            "tiltak",
            "stap",
            "stappen",
            "activiteit",
            "activiteiten",
        ],
    ),
    (
        PartKind::Arrangement,
        &[
            "arrangement",
            "arrangements",
            "meetings",
            "when we meet",
            "follow-up",
            "upplägg",
            "möten",
            "när vi träffas",
            "uppföljning",
            "opplegg",
            "møter",
            "når vi møtes",
            "oppfølging",
            "regeling",
            "vervolg",
            "wanneer we elkaar zien",
        ],
    ),
];

/// The kind that a heading names, whatever its capitals.
fn heading(bare: &str) -> Option<PartKind> {
    let bare = bare.to_lowercase();
    HEADINGS
        .iter()
        .find(|(_, names)| names.contains(&bare.as_str()))
        .map(|(kind, _)| *kind)
}

/// The lines of a plan. `kind` is that of lines before the first heading.
#[must_use]
pub fn plan_lines(text: &str, kind: PartKind) -> Vec<PlanLine> {
    let mut kind = kind;
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let bare = line.trim_matches(|letter: char| matches!(letter, '#' | '*' | '=' | ':' | ' '));
        if let Some(next) = heading(bare) {
            kind = next;
        } else if bare.chars().any(char::is_alphanumeric) {
            lines.push(PlanLine {
                kind,
                words: unbulleted(line).to_owned(),
            });
        }
    }
    lines
}

/// A line without its bullet, box or number.
fn unbulleted(line: &str) -> &str {
    let line = line
        .trim_start_matches(['-', '*', '•', '–', '·'])
        .trim_start();
    let line = line.strip_prefix("[ ]").unwrap_or(line).trim_start();
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let after = line.get(digits..).unwrap_or_default();
    match after.strip_prefix(['.', ')']) {
        Some(words) if (1..=3).contains(&digits) && words.starts_with(' ') => words.trim_start(),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_a_plan_is_one_suggestion_of_the_kind_above_it() {
        let plan = "## Goals\n- Sleep through the night\n\n2) See my sister\n\nActivities:\n[ ] Walk after supper\n---\n3.5 km is enough";
        let found: Vec<(PartKind, String)> = plan_lines(plan, PartKind::Purpose)
            .into_iter()
            .map(|it| (it.kind, it.words))
            .collect();
        let said = |kind, words: &str| (kind, words.to_owned());
        assert_eq!(
            found,
            [
                said(PartKind::Goal, "Sleep through the night"),
                said(PartKind::Goal, "See my sister"),
                said(PartKind::Step, "Walk after supper"),
                said(PartKind::Step, "3.5 km is enough"),
            ]
        );
    }

    #[test]
    fn headings_are_known_in_every_language_of_the_window() {
        let plan = "SYFTE\nBo själv\nMål:\nEn egen lägenhet\nInsatser\nRinga\nWanneer we elkaar zien\nMaandag";
        let kinds: Vec<PartKind> = plan_lines(plan, PartKind::Step)
            .into_iter()
            .map(|it| it.kind)
            .collect();
        let expected = [
            PartKind::Purpose,
            PartKind::Goal,
            PartKind::Step,
            PartKind::Arrangement,
        ];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn a_paste_never_makes_a_mandate() {
        for line in plan_lines("Mandate:\nCall the landlord", PartKind::Goal) {
            assert!(line.terms().is_some());
            assert_eq!(line.kind, PartKind::Goal);
        }
        let mandate = PlanLine {
            kind: PartKind::Mandate,
            words: String::new(),
        };
        assert_eq!(mandate.terms(), None);
    }
}
