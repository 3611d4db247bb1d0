//! Who may say what about a part, a decision, a use, a contact, or the words of an act.

use crate::act::{Choice, Deed, Header, Noted, Subject};
use crate::fold::order::Index;
use crate::id::{ActId, PartId};
use crate::part::{Decision, PARENT_VERSIONS_MAX, PartKind, Role, Suggestion};
use crate::refusal::Refusal;
use crate::rules::Past;

/// How many acts one erasure can name.
pub(crate) const ERASE_TARGETS_MAX: usize = 64;

impl Past<'_> {
    pub(super) fn part_deed_may(&self, header: &Header) -> Result<(), Refusal> {
        role_may(header)?;
        match &header.deed {
            Deed::Suggest(suggestion) => self.may_suggest(header, suggestion),
            Deed::Answer {
                version,
                choice,
                reasoned,
                ..
            } => {
                self.version_of(header.subject, *version)?;
                reason(header.author, *choice != Choice::No || *reasoned)
            }
            Deed::TakeBack { version, reasoned } => {
                self.version_of(header.subject, *version)?;
                reason(header.author, *reasoned)?;
                self.may_take_back(header, *version)
            }
            Deed::FeltPushed { version } => self.may_take_back(header, *version),
            Deed::SayDifferently { version } | Deed::NotedYes { version } => {
                self.version_of(header.subject, *version).map(|_| ())
            }
            Deed::Use { version, .. } => self.gives_power(header.subject, *version),
            Deed::Decide(Decision { overrides, .. }) => {
                overrides.map_or(Ok(()), |part| self.part(part).map(|_| ()))
            }
            Deed::Seen { decision } | Deed::Disagree { decision } => {
                self.decision(header.subject, *decision)
            }
            Deed::Link { decision, part } => {
                self.decision(header.subject, *decision)?;
                self.part(*part).map(|_| ())
            }
            Deed::Hold { .. } | Deed::Pause | Deed::Resume => self.may_stop(header),
            Deed::AnswerUse { used, .. } => self.is(*used, |deed| matches!(deed, Deed::Use { .. })),
            Deed::Reply { to, .. } => self.target(*to).map(|_| ()),
            Deed::ContactReply { contact } | Deed::ContactContest { contact } => {
                self.is(*contact, |deed| matches!(deed, Deed::Contact { .. }))
            }
            Deed::Contact {
                mandate: Some(version),
                ..
            } => {
                let part = self.part_of(*version)?;
                self.gives_power(Subject::Part(part), *version)
            }
            Deed::CloseStep { .. } | Deed::Away { .. } | Deed::Back { .. } | Deed::Meet { .. } => {
                self.relation_deed_may(header)
            }
            Deed::AnswerErase { erase, .. } => self.may_answer_erase(header, *erase),
            Deed::Erase { targets } => self.may_erase(header, targets),
            Deed::Contact { mandate: None, .. }
            | Deed::ShareCheckin
            | Deed::Hello
            | Deed::Card
            | Deed::Found { .. }
            | Deed::Join { .. }
            | Deed::AddDevice { .. }
            | Deed::RemoveDevice { .. }
            | Deed::End
            | Deed::Receipt { .. }
            | Deed::CopyForRecord
            | Deed::Unknown { .. } => Ok(()),
        }
    }

    fn may_suggest(&self, header: &Header, new: &Suggestion) -> Result<(), Refusal> {
        self.suggests_what_it_saw(header.subject, new)?;
        if let Subject::Part(part) = header.subject {
            if self.part(part)? != new.part_kind {
                return Err(Refusal::OtherPart);
            }
            for version in new.parents.iter().chain(new.answers.as_ref()) {
                self.version_of(header.subject, *version)?;
            }
            if let Some(answered) = new.answers
                && self.order.act(self.target(answered)?).header.author == header.author
            {
                return Err(Refusal::OtherPart);
            }
        }
        reason(header.author, new.reasoned)?;
        in_range(new)
    }

    /// Everything that a suggestion names is there.
    fn suggests_what_it_saw(&self, subject: Subject, new: &Suggestion) -> Result<(), Refusal> {
        let unseen = Err(Refusal::TargetUnseen);
        let Subject::Part(part) = subject else {
            let first = new.parents.is_empty() && new.answers.is_none();
            return if first { self.goal_seen(new) } else { unseen };
        };
        self.part(part)?;
        for version in new.parents.iter().chain(new.answers.as_ref()) {
            if !matches!(
                self.order.act(self.target(*version)?).header.deed,
                Deed::Suggest(_)
            ) {
                return unseen;
            }
        }
        self.goal_seen(new)
    }

    fn goal_seen(&self, new: &Suggestion) -> Result<(), Refusal> {
        match new.goal {
            Some(goal) if self.part(goal)? != PartKind::Goal => Err(Refusal::TargetUnseen),
            Some(_) | None => Ok(()),
        }
    }

    fn may_take_back(&self, header: &Header, version: ActId) -> Result<(), Refusal> {
        self.version_of(header.subject, version)?;
        let Subject::Part(part) = header.subject else {
            return Err(Refusal::WrongSubject);
        };
        let said_yes = self.parts.get(part).is_some_and(|part| {
            part.yeses.iter().any(|yes| {
                yes.role == header.author
                    && self.order.act(yes.version).id == version
                    && self.members.scope().holds(self.order, yes.at)
            })
        });
        if said_yes {
            Ok(())
        } else {
            Err(Refusal::NothingThere)
        }
    }

    fn may_stop(&self, header: &Header) -> Result<(), Refusal> {
        let Subject::Part(part) = header.subject else {
            return Ok(());
        };
        let kind = self.part(part)?;
        let about_power = !matches!(
            header.deed,
            Deed::Hold {
                noted: Noted::No | Noted::TakeBack
            }
        );
        if about_power && !kind.gives_power() {
            Err(Refusal::OtherPart)
        } else {
            Ok(())
        }
    }

    fn may_answer_erase(&self, header: &Header, erase: ActId) -> Result<(), Refusal> {
        self.is(erase, |deed| matches!(deed, Deed::Erase { .. }))?;
        let by = self.order.act(self.target(erase)?).header.author;
        if by == header.author {
            Err(Refusal::TargetUnseen)
        } else {
            Ok(())
        }
    }

    fn may_erase(&self, header: &Header, targets: &[ActId]) -> Result<(), Refusal> {
        if targets.is_empty() || targets.len() > ERASE_TARGETS_MAX {
            return Err(Refusal::TargetUnseen);
        }
        let mut found = Vec::with_capacity(targets.len());
        for target in targets {
            found.push(self.target(*target)?);
        }
        for at in &found {
            let act = self.order.act(*at);
            let about_words = matches!(act.header.deed, Deed::Suggest(_) | Deed::Answer { .. });
            let fits = match header.subject {
                Subject::Part(part) => {
                    about_words && (act.id == part || act.header.subject == Subject::Part(part))
                }
                Subject::None | Subject::New | Subject::All => !about_words,
            };
            if !fits {
                return Err(Refusal::OtherPart);
            }
        }
        let allowed =
            header.author == Role::Client || found.iter().all(|at| self.keyworker_may_erase(*at));
        if allowed {
            Ok(())
        } else {
            Err(Refusal::MayNotErase)
        }
    }

    /// A keyworker erases only their own words that nobody has answered, and never decisions, uses, contacts or
    /// anything contested (design §3, "Erase"), nor what they answer for: the end of a promise, their open card, the
    /// word with which they moved a meeting (decision 0008).
    fn keyworker_may_erase(&self, at: Index) -> bool {
        let act = self.order.act(at);
        if act.header.author == Role::Client {
            return false;
        }
        if matches!(
            act.header.deed,
            Deed::Decide(_)
                | Deed::Use { .. }
                | Deed::Contact { .. }
                | Deed::ContactReply { .. }
                | Deed::CloseStep { .. }
                | Deed::Card
                | Deed::Meet { .. }
        ) {
            return false;
        }
        if !matches!(act.header.deed, Deed::Suggest(_)) {
            return true;
        }
        let part = match act.header.subject {
            Subject::Part(part) => part,
            Subject::New | Subject::None | Subject::All => act.id,
        };
        self.parts.get(part).is_none_or(|part| {
            !part.answered_by(self.order, self.members.scope(), at, Role::Client)
        })
    }

    fn part(&self, part: PartId) -> Result<PartKind, Refusal> {
        self.target(part)?;
        self.parts
            .get(part)
            .map(|part| part.kind)
            .ok_or(Refusal::TargetUnseen)
    }

    fn part_of(&self, version: ActId) -> Result<PartId, Refusal> {
        match self.order.act(self.target(version)?).header.subject {
            Subject::Part(part) => Ok(part),
            Subject::New | Subject::None | Subject::All => Ok(version),
        }
    }

    fn gives_power(&self, subject: Subject, version: ActId) -> Result<(), Refusal> {
        let (_, kind) = self.version_of(subject, version)?;
        if kind.gives_power() {
            Ok(())
        } else {
            Err(Refusal::OtherPart)
        }
    }

    fn decision(&self, subject: Subject, decision: PartId) -> Result<(), Refusal> {
        if subject != Subject::Part(decision) {
            return Err(Refusal::TargetUnseen);
        }
        self.is(decision, |deed| matches!(deed, Deed::Decide(_)))
    }

    pub(super) fn is(&self, id: ActId, kind: fn(&Deed) -> bool) -> Result<(), Refusal> {
        let at = self.target(id)?;
        if kind(&self.order.act(at).header.deed) {
            Ok(())
        } else {
            Err(Refusal::TargetUnseen)
        }
    }
}

/// Deeds that only one of the two can do (law 3, law 6, fold §4.2).
fn role_may(header: &Header) -> Result<(), Refusal> {
    let only = match &header.deed {
        Deed::NotedYes { .. } | Deed::Hold { .. } | Deed::Use { .. } | Deed::Decide(_) => {
            Role::Keyworker
        }
        Deed::Answer {
            choice: Choice::YesPushed,
            ..
        }
        | Deed::FeltPushed { .. }
        | Deed::Seen { .. }
        | Deed::Disagree { .. }
        | Deed::Link { .. }
        | Deed::AnswerUse { .. }
        | Deed::ShareCheckin => Role::Client,
        _ => return Ok(()),
    };
    if header.author == only {
        Ok(())
    } else {
        Err(Refusal::NotThisRole)
    }
}

/// Only a keyworker owes a reason (law 10).
pub(super) fn reason(author: Role, given: bool) -> Result<(), Refusal> {
    if author == Role::Client || given {
        Ok(())
    } else {
        Err(Refusal::NoReason)
    }
}

fn in_range(new: &Suggestion) -> Result<(), Refusal> {
    let goal = new.part_kind == PartKind::Goal;
    let step = new.part_kind == PartKind::Step;
    let fits = new.parents.len() <= PARENT_VERSIONS_MAX
        && new.near.is_none_or(|near| goal && near <= 10)
        && (step || (new.doer.is_none() && new.goal.is_none()));
    if fits {
        Ok(())
    } else {
        Err(Refusal::OutOfRange)
    }
}
