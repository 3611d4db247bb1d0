//! One part on paper: where it stands, its versions with who suggested them, and the boxes to tick.

use super::{Names, grouped};
use crate::phrases::{Phrases, filled};
use crate::view::{
    Answer, Day, DecisionView, PaperBlock, PaperItem, PartKind, PartView, Role, Standing, Terms,
    VersionView, WordsState,
};

/// The part as it stands on paper.
pub(super) fn item(part: &PartView, names: &Names<'_>) -> PaperItem {
    let phrases = names.phrases;
    let word = |standing| phrases.standing(standing, |role| names.of(role).to_owned());
    let mut standing = word(part.standing.word);
    for also in &part.standing.also {
        standing.push_str(&filled(phrases.standings.also, &[("words", &word(*also))]));
    }
    let shown = |version: &&VersionView| version.holds || version.open || part.leads == version.id;
    let mut blocks: Vec<PaperBlock> = part
        .versions
        .iter()
        .filter(shown)
        .map(|one| version(one, part, names))
        .collect();
    blocks.extend(
        part.decision
            .iter()
            .flat_map(|decision| said_to(decision, names)),
    );
    blocks.extend(part.endings.iter().map(|ended| PaperBlock {
        lead: phrases.ending(ended, names.of(ended.by)),
        words: ended.words.clone().unwrap_or_default(),
        lines: Vec::new(),
    }));
    PaperItem {
        standing,
        blocks,
        boxes: boxes(part, phrases),
        own_words: phrases.paper.own_words.to_owned(),
    }
}

fn boxes(part: &PartView, phrases: &Phrases) -> Vec<String> {
    let said = &phrases.paper;
    if part.kind == PartKind::Decision {
        return [said.seen, said.disagree].map(str::to_owned).to_vec();
    }
    match part.standing.word {
        Standing::BothAgree => vec![said.take_back.to_owned()],
        Standing::Paused | Standing::OnHold | Standing::Closed | Standing::Ended => Vec::new(),
        Standing::WaitingForClient
        | Standing::WaitingForKeyworker
        | Standing::NotAgreed
        | Standing::NewSuggestion
        | Standing::TwoSuggestions
        | Standing::YesUnderPressure
        | Standing::TakenBack
        | Standing::Decided => said.answers.map(str::to_owned).to_vec(),
    }
}

fn version(version: &VersionView, part: &PartView, names: &Names<'_>) -> PaperBlock {
    let phrases = names.phrases;
    let said = &phrases.paper;
    let agreed = version.holds && part.agreed.as_ref() == Some(&version.id);
    let lead = if part.kind == PartKind::Decision {
        said.shared_by
    } else if agreed {
        said.agreed_by
    } else {
        said.suggested_by
    };
    let mut lines = field_lines(&version.terms, phrases);
    lines.extend(
        version
            .reason
            .iter()
            .map(|reason| filled(phrases.fields.because, &[("words", reason)])),
    );
    let noted = version
        .answers
        .iter()
        .filter(|answer| answer.answer == Answer::NotedYes);
    lines.extend(noted.map(|answer| {
        let number = answer.id.0.get(..8).unwrap_or_default();
        let name = names.of(Role::Client);
        filled(said.noted_yes, &[("name", name), ("number", number)])
    }));
    let number = grouped(&version.id.0, 4);
    lines.push(filled(said.words_number, &[("number", &number)]));
    PaperBlock {
        lead: filled(lead, &[("name", names.of(version.by))]),
        words: words(version, phrases),
        lines,
    }
}

fn words(version: &VersionView, phrases: &Phrases) -> String {
    match (&version.words, version.words_state) {
        (Some(words), WordsState::Here) => words.clone(),
        (_, WordsState::Erased) => phrases.paper.erased.to_owned(),
        (_, WordsState::Here | WordsState::NotHere) => phrases.paper.not_here.to_owned(),
    }
}

fn said_to(decision: &DecisionView, names: &Names<'_>) -> Vec<PaperBlock> {
    let client = names.of(Role::Client);
    let block = |lead: &str, words: &str| PaperBlock {
        lead: filled(lead, &[("name", client)]),
        words: words.to_owned(),
        lines: Vec::new(),
    };
    let mut said = Vec::new();
    if decision.refused {
        said.push(block(names.phrases.paper.said_no, ""));
    }
    if decision.disagreed.is_some() {
        let words = decision.disagreed_words.as_deref().unwrap_or_default();
        said.push(block(names.phrases.paper.disagrees, words));
    }
    said
}

fn field_lines(terms: &Terms, phrases: &Phrases) -> Vec<String> {
    let said = &phrases.fields;
    let day = |what: &str, day: &Option<Day>| {
        day.as_ref()
            .map(|day| filled(what, &[("day", &phrases.day(day))]))
    };
    let text =
        |what: &str, text: &str| (!text.is_empty()).then(|| filled(what, &[("words", text)]));
    let lines = match terms {
        Terms::Purpose => Vec::new(),
        Terms::Goal { near, by } => {
            let near = near.map(|near| filled(said.near, &[("near", &near.to_string())]));
            vec![near, day(said.by, by)]
        }
        Terms::Step { by, .. } => vec![day(said.by, by)],
        Terms::Mandate { until, .. } | Terms::Permission { until, .. } => {
            vec![day(said.until, until)]
        }
        Terms::Arrangement { stand_in, until } => {
            vec![text(said.stands_in, stand_in), day(said.until, until)]
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
                text(said.decided_by, decided_by),
                text(said.law, law),
                day(said.from, from),
                day(said.until, until),
            ];
            lines.extend(choices.iter().map(|choice| text(said.choose, choice)));
            lines.push(text(said.appeal, appeal));
            lines.push(day(said.appeal_until, appeal_until));
            lines.extend(
                helper
                    .iter()
                    .map(|who| text(said.helper, &format!("{} {}", who.name, who.number))),
            );
            lines
        }
    };
    lines.into_iter().flatten().collect()
}
