//! The text of a plan as lines that can be suggested, or shared as what others decided.
//!
//! A line, bullet or numbered item is one thing; a heading says which kind follows. A heading that is not known here
//! stays a heading, and what stands under it has no kind until a person says which. Nothing is guessed beyond that:
//! no dates, no names.

use crate::view::{Doer, PartKind, PlanLine, Terms};

/// Most lines that one paste makes.
pub const PLAN_LINES_MAX: usize = 50;

/// Most words of a heading that nothing marks as one.
const BARE_HEADING_WORDS_MAX: usize = 4;

/// What begins an item of a list.
const BULLETS: [char; 5] = ['-', '*', '•', '–', '·'];

/// What stands around a heading.
const HEADING_MARKS: [char; 6] = ['#', '*', '_', '=', ':', ' '];

/// A kind that a heading can name.
type Named = (PartKind, &'static [&'static str]);

impl PlanLine {
    /// The fields of a suggestion, as open as they can be. `None` for a heading, for what nobody has said a kind of,
    /// and for what others decided, which is never a suggestion.
    #[must_use]
    pub fn terms(&self) -> Option<Terms> {
        match self.kind? {
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
const HEADINGS: [Named; 5] = [
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
    (
        PartKind::Decision,
        &[
            "decided by others",
            "decision",
            "decisions",
            "court order",
            "house rules",
            "bestämt av andra",
            "beslut",
            "beslutat av andra",
            "husregler",
            "ordningsregler",
            "bestemt av andre",
            "vedtak",
            "husordensregler",
            "besloten door anderen",
            "besluit",
            "besluiten",
            "huisregels",
        ],
    ),
];

/// The kind that a heading names, whatever its capitals, bullet or number.
fn named(bare: &str) -> Option<PartKind> {
    let bare = bare.to_lowercase();
    HEADINGS
        .iter()
        .find(|(_, names)| names.contains(&bare.as_str()))
        .map(|(kind, _)| *kind)
}

/// The lines of a plan. Those before the first heading, and under one that is not known, have no kind.
#[must_use]
pub fn plan_lines(text: &str) -> Vec<PlanLine> {
    let all: Vec<&str> = text.lines().map(str::trim).collect();
    let mut kind = None;
    let mut lines = Vec::new();
    for (at, line) in all.iter().enumerate() {
        let words = unbulleted(line);
        let bare = words.trim_matches(HEADING_MARKS);
        if let Some(next) = named(bare) {
            kind = Some(next);
        } else if bare.chars().any(char::is_alphanumeric) {
            let before = at.checked_sub(1).and_then(|before| all.get(before));
            let heading = heads(line, before.copied(), all.get(at + 1).copied());
            if heading {
                kind = None;
            }
            lines.push(PlanLine {
                kind,
                words: if heading { bare } else { words }.to_owned(),
                heading,
            });
        }
    }
    lines
}

/// Whether a line looks like a heading: it is marked as one, or it is short and leads to the lines under it.
fn heads(line: &str, before: Option<&str>, after: Option<&str>) -> bool {
    let after = after.unwrap_or_default();
    let underlined =
        after.chars().count() >= 3 && after.chars().all(|letter| "=-_".contains(letter));
    let bold = ["**", "__"].iter().any(|mark| {
        let inner = line
            .strip_prefix(mark)
            .and_then(|line| line.strip_suffix(mark));
        inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(mark))
    });
    if line.starts_with('#') || line.ends_with(':') || bold {
        return true;
    }
    let item = unbulleted(line) != line;
    if underlined && !item {
        return true;
    }
    let few = line.split_whitespace().count() <= BARE_HEADING_WORDS_MAX;
    if item || !few || line.ends_with(['.', '!', '?', ',', ';']) {
        return false;
    }
    let shouted = line.chars().filter(|letter| letter.is_uppercase()).count() > 2
        && !line.chars().any(char::is_lowercase);
    let first_of_some = before == Some("") && !after.is_empty();
    let next = unbulleted(after);
    let leads_a_list = next != after && named(next.trim_matches(HEADING_MARKS)).is_none();
    shouted || first_of_some || leads_a_list
}

/// A line without its bullet, box or number.
fn unbulleted(line: &str) -> &str {
    let bold = line.starts_with("**");
    let line = if bold {
        line
    } else {
        line.trim_start_matches(BULLETS)
    };
    let line = line.trim_start();
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

    /// Each line with its kind, `?` where a person decides; a heading stands in brackets.
    fn found(plan: &str) -> Vec<String> {
        let shown = |line: PlanLine| match (line.heading, line.kind) {
            (true, _) => format!("[{}]", line.words),
            (false, None) => format!("? {}", line.words),
            (false, Some(kind)) => format!("{kind:?} {}", line.words),
        };
        plan_lines(plan).into_iter().map(shown).collect()
    }

    #[test]
    fn each_line_of_a_plan_is_of_the_kind_above_it() {
        let plan = "## Goals\n- Sleep through the night\n\n2) See my sister\n\nActivities:\n[ ] Walk after supper\n---\n3.5 km is enough";
        let expected = [
            "Goal Sleep through the night",
            "Goal See my sister",
            "Step Walk after supper",
            "Step 3.5 km is enough",
        ];
        assert_eq!(found(plan), expected);
    }

    #[test]
    fn headings_are_known_in_every_language_of_the_window() {
        let plan = "SYFTE\nBo själv\nMål:\nEn egen lägenhet\nInsatser\nRinga\n3. Wanneer we elkaar zien\nMaandag\n**Husregler**\nBesök till 20";
        let kinds: Vec<Option<PartKind>> = plan_lines(plan).iter().map(|it| it.kind).collect();
        let expected = [
            PartKind::Purpose,
            PartKind::Goal,
            PartKind::Step,
            PartKind::Arrangement,
            PartKind::Decision,
        ];
        assert_eq!(kinds, expected.map(Some));
    }

    #[test]
    fn a_heading_that_is_not_known_stays_one_and_nobody_guesses_what_stands_under_it() {
        let plan = "Mål:\n- Bo själv\nBakgrund:\nHar bott hos en vän\n# Hälsa\n- Läkare i maj\n**Ekonomi**\nBudget varje vecka\nBOENDE\nEn lista över värdar\n\nFritid\n1. Simma\nInsatser\nRinga";
        let expected = [
            "Goal Bo själv",
            "[Bakgrund]",
            "? Har bott hos en vän",
            "[Hälsa]",
            "? Läkare i maj",
            "[Ekonomi]",
            "? Budget varje vecka",
            "[BOENDE]",
            "? En lista över värdar",
            "[Fritid]",
            "? Simma",
            "Step Ringa",
        ];
        assert_eq!(found(plan), expected);
    }

    #[test]
    fn lines_before_any_heading_wait_for_a_person_to_say_what_they_are() {
        let plan = "I want to sleep\nWalk after supper\n\nCall the doctor on Monday";
        let expected = [
            "? I want to sleep",
            "? Walk after supper",
            "? Call the doctor on Monday",
        ];
        assert_eq!(found(plan), expected);
    }

    #[test]
    fn a_paste_never_makes_a_mandate_and_a_decision_is_never_suggested() {
        assert_eq!(
            found("Mandate:\nCall the landlord"),
            ["[Mandate]", "? Call the landlord"]
        );
        for line in plan_lines("Mandate:\nCall the landlord\nBeslut:\nDu bor på Ekbacken") {
            assert_eq!(line.terms(), None);
        }
        let mandate = PlanLine {
            kind: Some(PartKind::Mandate),
            words: String::new(),
            heading: false,
        };
        assert_eq!(mandate.terms(), None);
    }
}
