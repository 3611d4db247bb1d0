//! The fields of a version: between a face's [`Terms`] and the header and body of an act.
//!
//! What the rules read (days, who does a step, how near a goal is) goes into the header; what people wrote goes into
//! the body, and is part of the exact words that a yes repeats. Limits on text are checked here, at the edge.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a new deed must be thought about in history.rs, which lists every one; here a few are picked out"
)]

use std::collections::BTreeMap;

use countersign_domain::part::{Decision, Doer, Suggestion};
use countersign_domain::{Act, Deed, PartKind, Role};
use countersign_sync::{Body, Field};

use crate::codes::Result;
use crate::error::Code;
use crate::names;
use crate::view::{self, Terms};

/// The named texts of a body.
pub(crate) type Texts = BTreeMap<Field, String>;

const WORDS_CHARACTERS_MAX: usize = 8_000;
const LINE_CHARACTERS_MAX: usize = 400;
const LANGUAGE_BYTES_MAX: usize = 16;
const NEAR_MAX: u8 = 10;

/// Words that must be there: not blank, at most 8,000 characters, kept as they were typed.
pub(crate) fn words(typed: &str) -> Result<String> {
    if typed.trim().is_empty() {
        return Err(Code::WordsMissing.into());
    }
    if typed.chars().count() > WORDS_CHARACTERS_MAX {
        return Err(Code::WordsTooLong.into());
    }
    Ok(typed.to_owned())
}

/// Words that may be left out; blank is left out.
pub(crate) fn some_words(typed: Option<&str>) -> Result<Option<String>> {
    typed
        .filter(|typed| !typed.trim().is_empty())
        .map(words)
        .transpose()
}

/// A BCP 47 tag of at most 16 characters, or none; its form is not checked, it only helps reading aloud.
pub(crate) fn language(tag: &str) -> Result<String> {
    let fits = tag.len() <= LANGUAGE_BYTES_MAX
        && tag
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    if fits {
        Ok(tag.to_owned())
    } else {
        Err(Code::Malformed.into())
    }
}

/// One line that may be blank; blank is left out.
pub(crate) fn line(texts: &mut Texts, field: Field, typed: &str) -> Result<()> {
    if typed.chars().count() > LINE_CHARACTERS_MAX {
        return Err(Code::WordsTooLong.into());
    }
    if !typed.trim().is_empty() {
        texts.insert(field, typed.to_owned());
    }
    Ok(())
}

/// One line that must be there.
pub(crate) fn needed(texts: &mut Texts, field: Field, typed: &str) -> Result<()> {
    if typed.trim().is_empty() {
        return Err(Code::FieldMissing.into());
    }
    line(texts, field, typed)
}

/// The header's fields of a version, and the texts that go with its words.
pub(crate) fn written(terms: &Terms) -> Result<(Suggestion, Texts)> {
    let mut texts = Texts::new();
    let suggestion = match terms {
        Terms::Purpose => plain(PartKind::Purpose),
        Terms::Goal { near, by } => {
            if near.is_some_and(|near| near > NEAR_MAX) {
                return Err(Code::Malformed.into());
            }
            Suggestion {
                near: *near,
                by: names::some_day(by.as_ref())?,
                ..plain(PartKind::Goal)
            }
        }
        Terms::Step { doer, by, goal } => Suggestion {
            doer: Some(doer_of(*doer)),
            by: names::some_day(by.as_ref())?,
            goal: goal.as_ref().map(names::part).transpose()?,
            ..plain(PartKind::Step)
        },
        Terms::Mandate {
            task,
            toward,
            about,
            until,
        } => {
            needed(&mut texts, Field::Task, task)?;
            needed(&mut texts, Field::Whom, toward)?;
            needed(&mut texts, Field::About, about)?;
            lasting(PartKind::Mandate, until.as_ref())?
        }
        Terms::Permission {
            recipient,
            what,
            until,
        } => {
            needed(&mut texts, Field::Whom, recipient)?;
            needed(&mut texts, Field::Task, what)?;
            lasting(PartKind::Permission, until.as_ref())?
        }
        Terms::Arrangement { stand_in, until } => {
            line(&mut texts, Field::StandIn, stand_in)?;
            lasting(PartKind::Arrangement, until.as_ref())?
        }
        Terms::Decision { .. } => return Err(Code::Malformed.into()),
    };
    Ok((suggestion, texts))
}

fn lasting(kind: PartKind, until: Option<&view::Day>) -> Result<Suggestion> {
    Ok(Suggestion {
        until: names::some_day(until)?,
        ..plain(kind)
    })
}

fn plain(kind: PartKind) -> Suggestion {
    Suggestion {
        part_kind: kind,
        parents: Vec::new(),
        answers: None,
        language: String::new(),
        until: None,
        by: None,
        near: None,
        doer: None,
        goal: None,
        reasoned: false,
        carried: false,
    }
}

/// The header's fields of a decision, and its texts.
pub(crate) fn written_decision(terms: &Terms) -> Result<(Decision, Texts)> {
    let Terms::Decision {
        decided_by,
        law,
        from,
        until,
        choices,
        appeal,
        appeal_until,
        helper,
        overrides,
    } = terms
    else {
        return Err(Code::Malformed.into());
    };
    let mut texts = Texts::new();
    needed(&mut texts, Field::DecidedBy, decided_by)?;
    needed(&mut texts, Field::Law, law)?;
    line(
        &mut texts,
        Field::FromDay,
        &names::some_day(from.as_ref())?.map_or(String::new(), |day| day.to_string()),
    )?;
    texts.extend(some_words(Some(&choices.join("\n")))?.map(|choices| (Field::Choose, choices)));
    texts.extend(some_words(Some(appeal))?.map(|appeal| (Field::Appeal, appeal)));
    if let Some(helper) = helper {
        needed(&mut texts, Field::Helper, &helper.name)?;
        line(&mut texts, Field::HelperNumber, &helper.number)?;
    }
    let decision = Decision {
        overrides: overrides.as_ref().map(names::part).transpose()?,
        language: String::new(),
        until: names::some_day(until.as_ref())?,
        appeal_until: names::some_day(appeal_until.as_ref())?,
    };
    Ok((decision, texts))
}

/// The fields of a version or decision as they are shown; texts are empty where the body is not here.
pub(crate) fn shown(act: &Act, body: Option<&Body>) -> Option<Terms> {
    match &act.header.deed {
        Deed::Suggest(suggestion) => Some(shown_suggestion(suggestion, body)),
        Deed::Decide(decision) => Some(shown_decision(decision, body)),
        _ => None,
    }
}

fn shown_suggestion(suggestion: &Suggestion, body: Option<&Body>) -> Terms {
    let text = |field| text_of(body, field);
    let until = suggestion.until.map(names::day_text);
    let by = suggestion.by.map(names::day_text);
    match suggestion.part_kind {
        PartKind::Purpose => Terms::Purpose,
        PartKind::Goal => Terms::Goal {
            near: suggestion.near,
            by,
        },
        PartKind::Step => Terms::Step {
            doer: suggestion.doer.map_or(view::Doer::Both, doer_view),
            by,
            goal: suggestion.goal.map(names::part_text),
        },
        PartKind::Mandate => Terms::Mandate {
            task: text(Field::Task),
            toward: text(Field::Whom),
            about: text(Field::About),
            until,
        },
        PartKind::Permission => Terms::Permission {
            recipient: text(Field::Whom),
            what: text(Field::Task),
            until,
        },
        PartKind::Arrangement => Terms::Arrangement {
            stand_in: text(Field::StandIn),
            until,
        },
    }
}

fn shown_decision(decision: &Decision, body: Option<&Body>) -> Terms {
    let text = |field| text_of(body, field);
    let helper = text(Field::Helper);
    Terms::Decision {
        decided_by: text(Field::DecidedBy),
        law: text(Field::Law),
        // Written by somebody else's device: a day that is none is no day.
        from: text(Field::FromDay).parse().ok().map(names::day_text),
        until: decision.until.map(names::day_text),
        choices: text(Field::Choose).lines().map(str::to_owned).collect(),
        appeal: text(Field::Appeal),
        appeal_until: decision.appeal_until.map(names::day_text),
        helper: (!helper.is_empty()).then(|| view::Helper {
            name: helper,
            number: text(Field::HelperNumber),
        }),
        overrides: decision.overrides.map(names::part_text),
    }
}

fn text_of(body: Option<&Body>, field: Field) -> String {
    body.and_then(|body| body.text(field))
        .unwrap_or_default()
        .to_owned()
}

/// The main words of a body.
pub(crate) fn words_of(body: &Body) -> Option<String> {
    body.text(Field::Words).map(str::to_owned)
}

/// The reason in a body.
pub(crate) fn reason_of(body: Option<&Body>) -> Option<String> {
    body.and_then(|body| body.text(Field::Reason))
        .map(str::to_owned)
}

/// The header's fields of a version.
pub(crate) fn suggestion(act: &Act) -> Option<&Suggestion> {
    match &act.header.deed {
        Deed::Suggest(suggestion) => Some(suggestion),
        _ => None,
    }
}

/// A reason: a keyworker's always, a client's never needed and never asked for (law 10).
pub(crate) fn reason(role: Role, given: Option<&str>) -> Result<Option<String>> {
    match (role, some_words(given)?) {
        (Role::Keyworker, None) => Err(Code::ReasonMissing.into()),
        (Role::Client | Role::Keyworker, given) => Ok(given),
    }
}

fn doer_of(doer: view::Doer) -> Doer {
    match doer {
        view::Doer::Client => Doer::Client,
        view::Doer::Keyworker => Doer::Keyworker,
        view::Doer::Both => Doer::Both,
    }
}

pub(crate) fn doer_view(doer: Doer) -> view::Doer {
    match doer {
        Doer::Client => view::Doer::Client,
        Doer::Keyworker => view::Doer::Keyworker,
        Doer::Both => view::Doer::Both,
    }
}
