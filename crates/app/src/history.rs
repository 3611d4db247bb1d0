//! What happened in an agreement, one line per act, oldest first (law 13: what has no effect is listed too).
//!
//! Lines are made from the acts and their words; they say who did what and when, and judge nothing.

use countersign_domain::act::Choice;
use countersign_domain::relation::Ending;
use countersign_domain::{Act, ActId, Deed};
use countersign_sync::Field;

use crate::codes::Result;
use crate::names::{act_text, role_view};
use crate::page::{Page, Words};
use crate::parts::part_named;
use crate::terms;
use crate::view::{AddedBy, Happened, HistoryEntry, Passed};

impl Page<'_> {
    /// The history.
    pub(crate) fn history(&self) -> Result<Vec<HistoryEntry>> {
        self.in_order()
            .into_iter()
            .map(|(act, passed)| self.line(act, passed))
            .collect()
    }

    /// One line.
    pub(crate) fn line(&self, act: &Act, passed: Passed) -> Result<HistoryEntry> {
        let words = self.words(act)?;
        let about = about(&act.header.deed);
        Ok(HistoryEntry {
            id: act_text(act.id),
            by: role_view(act.header.author),
            happened: self.happened(act),
            part: part_named(act, self),
            about: about
                .map(|act| self.body(act))
                .transpose()?
                .and_then(|words| words.text()),
            was: before(act)
                .map(|act| self.body(act))
                .transpose()?
                .and_then(|words| words.text()),
            words_state: words.state(),
            words: beside(act, &words),
            twin: self.has_twin(act),
            stamp: self.stamp(act),
            passed,
        })
    }
}

impl Page<'_> {
    /// What an act did, and for a device who added it.
    fn happened(&self, act: &Act) -> Happened {
        let told = happened(&act.header.deed);
        if told == Happened::AddedDevice && self.added_by(act) == AddedBy::Kit {
            Happened::AddedDeviceByKit
        } else {
            told
        }
    }
}

/// The act's own words; a yes repeats those of its version, which stand in `about`.
fn beside(act: &Act, words: &Words) -> Option<String> {
    let reason = || terms::reason_of(words.body());
    let repeats = matches!(
        act.header.deed,
        Deed::Answer {
            choice: Choice::Yes,
            ..
        }
    );
    if repeats {
        return reason();
    }
    let topics = words.body().and_then(|body| body.text(Field::Topics));
    match (topics, words.text()) {
        (Some(topics), Some(words)) => Some(format!("{topics}\n{words}")),
        (Some(topics), None) => Some(topics.to_owned()),
        (None, words) => words.or_else(reason),
    }
}

/// The version that other words were written from; several are shown side by side on the part's own screen.
fn before(act: &Act) -> Option<ActId> {
    let suggestion = terms::suggestion(act)?;
    let [only] = suggestion.parents.as_slice() else {
        return None;
    };
    Some(*only)
}

/// The version, decision, use or other act that a deed is about.
pub(crate) fn about(deed: &Deed) -> Option<ActId> {
    match deed {
        Deed::Answer { version, .. }
        | Deed::TakeBack { version, .. }
        | Deed::FeltPushed { version }
        | Deed::SayDifferently { version }
        | Deed::NotedYes { version }
        | Deed::Use { version, .. }
        | Deed::CloseStep { version, .. } => Some(*version),
        Deed::Seen { decision } | Deed::Disagree { decision } | Deed::Link { decision, .. } => {
            Some(*decision)
        }
        Deed::AnswerUse { used, .. } => Some(*used),
        Deed::Reply { to, .. } => Some(*to),
        Deed::Back { away } => Some(*away),
        Deed::Suggest(suggestion) => suggestion.answers,
        Deed::Found { .. }
        | Deed::Join { .. }
        | Deed::AddDevice { .. }
        | Deed::RemoveDevice { .. }
        | Deed::End
        | Deed::Decide(_)
        | Deed::Hold { .. }
        | Deed::Pause
        | Deed::Resume
        | Deed::Contact { .. }
        | Deed::ContactReply { .. }
        | Deed::ContactContest { .. }
        | Deed::ShareCheckin
        | Deed::Hello
        | Deed::Card
        | Deed::Away { .. }
        | Deed::Meet { .. }
        | Deed::Erase { .. }
        | Deed::AnswerErase { .. }
        | Deed::Receipt { .. }
        | Deed::CopyForRecord
        | Deed::Unknown { .. } => None,
    }
}

/// What a deed did.
pub(crate) fn happened(deed: &Deed) -> Happened {
    match deed {
        Deed::Found { .. } => Happened::Founded,
        Deed::Join { .. } => Happened::Joined,
        Deed::AddDevice { .. } => Happened::AddedDevice,
        Deed::RemoveDevice { .. } => Happened::RemovedDevice,
        Deed::End => Happened::Ended,
        Deed::Suggest(suggestion) if suggestion.answers.is_some() => Happened::SomethingElse,
        Deed::Suggest(_) => Happened::Suggested,
        Deed::Answer { choice, .. } => match choice {
            Choice::Yes => Happened::Yes,
            Choice::YesPushed => Happened::YesUnderPressure,
            Choice::No => Happened::No,
            Choice::NotNow => Happened::NotNow,
        },
        Deed::TakeBack { .. } => Happened::TookBack,
        Deed::FeltPushed { .. } => Happened::FeltPushed,
        Deed::SayDifferently { .. } => Happened::Differently,
        Deed::Reply { .. } => Happened::Replied,
        Deed::Decide(_) => Happened::SharedDecision,
        Deed::Seen { .. } => Happened::Seen,
        Deed::Disagree { .. } => Happened::Disagreed,
        Deed::Link { .. } => Happened::Linked,
        Deed::Hold { .. } => Happened::Held,
        Deed::NotedYes { .. } => Happened::NotedYes,
        Deed::Use { .. } => Happened::Used,
        Deed::AnswerUse { .. } => Happened::AnsweredUse,
        Deed::Pause => Happened::Paused,
        Deed::Resume => Happened::Resumed,
        Deed::Contact { .. } => Happened::Contact,
        Deed::ContactReply { .. } => Happened::ContactReplied,
        Deed::ContactContest { .. } => Happened::ContactContested,
        Deed::ShareCheckin => Happened::Checkin,
        Deed::CloseStep { ending, .. } => match ending {
            Ending::Done => Happened::StepDone,
            Ending::Changed => Happened::StepChanged,
            Ending::NotThisTime => Happened::StepNotThisTime,
        },
        Deed::Hello => Happened::Hello,
        Deed::Card => Happened::Card,
        Deed::Away { .. } => Happened::Away,
        Deed::Back { .. } => Happened::Back,
        Deed::Meet { when: None, .. } => Happened::CalledOff,
        Deed::Meet { moves, .. } if moves.is_empty() => Happened::SetMeeting,
        Deed::Meet { .. } => Happened::MovedMeeting,
        Deed::Erase { .. } | Deed::AnswerErase { .. } => Happened::Erased,
        Deed::Receipt { .. } => Happened::Received,
        Deed::CopyForRecord => Happened::CopiedForRecord,
        Deed::Unknown { .. } => Happened::Unknown,
    }
}
