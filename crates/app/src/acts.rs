//! Saying something to an agreement: each deed becomes one signed act, durable when the method returns (law 12).
//!
//! Words are checked here, the rules by the room below with the very act that is signed. A deed that is refused has
//! changed nothing. Suggesting and answering are in `answering.rs`.

use countersign_domain::{ActId, AgreementId, Claimed, Day, Deed, Effect, PartId, Subject, act};
use countersign_sync::{Body, Field, Refused};
use countersign_vault::NoteRow;

use crate::app::App;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::names;
use crate::terms::{self, Texts};
use crate::view::{self, Saved};

/// Noon of a day, for a use whose hour nobody wrote down.
const NOON_SECONDS: i64 = 12 * 60 * 60;
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// One deed with its words, before it is signed.
pub(crate) struct Said {
    pub(crate) subject: Subject,
    pub(crate) deed: Deed,
    /// Without any, the act has no body.
    pub(crate) body: Option<Body>,
    /// A private note of the same moment, by its kind; its key becomes the act.
    pub(crate) note: Option<(&'static str, String)>,
}

impl Said {
    /// A deed without words.
    pub(crate) fn bare(subject: Subject, deed: Deed) -> Self {
        Self {
            subject,
            deed,
            body: None,
            note: None,
        }
    }
}

impl App {
    /// Signs one act and makes it durable.
    pub(crate) fn say(&mut self, agreement: AgreementId, said: Said) -> Result<Saved> {
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let new_part = said.subject == Subject::New;
        let (book, keys) = session.book(agreement)?;
        let Said {
            subject,
            deed,
            body,
            note,
        } = said;
        let takes_away = deed.effect(subject) == Some(Effect::TakesAway);
        if !takes_away && book.was_removed() {
            return Err(Code::DeviceRemoved.into());
        }
        let made = book
            .replica
            .act(keys, subject, deed, body.as_ref(), Claimed(now));
        if made
            .as_ref()
            .is_err_and(|refused| !matches!(refused, Refused::Rule(_)))
        {
            // What the rules refuse has changed nothing; anything else may have stopped half-way in memory.
            session.forget(agreement);
        }
        let (id, batch) = made.map_err(Error::from)?;
        session.keep_step(agreement, &batch, now, |tx| match &note {
            Some((kind, content)) => Ok(tx.put_note(&private(kind, id, agreement, content, now))?),
            None => Ok(()),
        })?;
        let part = match subject {
            Subject::Part(part) => Some(part),
            Subject::New if new_part => Some(id),
            Subject::New | Subject::None | Subject::All => {
                let (book, _) = session.book(agreement)?;
                book.part_of(id)
            }
        };
        Ok(Saved {
            act: names::act_text(id),
            part: part.map(names::part_text),
            at: view::Moment(now),
        })
    }

    /// A body of these texts with a fresh salt; none for no texts.
    pub(crate) fn body(&mut self, texts: Texts) -> Option<Body> {
        (!texts.is_empty()).then(|| Body::new(texts, self.world.as_mut()))
    }

    fn say_words(
        &mut self,
        agreement: AgreementId,
        subject: Subject,
        deed: Deed,
        texts: Texts,
    ) -> Result<Saved> {
        let body = self.body(texts);
        self.say(
            agreement,
            Said {
                subject,
                deed,
                body,
                note: None,
            },
        )
    }

    /// Says it differently: words beside the text, a no to the wording only.
    ///
    /// # Errors
    /// When there are no words, or the rules say no.
    pub fn say_differently(&mut self, ask: &view::Differing) -> Result<Saved> {
        let (agreement, part) = place(&ask.agreement, &ask.part)?;
        let version = names::act(&ask.version)?;
        let texts = Texts::from([(Field::Words, terms::words(&ask.words)?)]);
        self.say_words(
            agreement,
            Subject::Part(part),
            Deed::SayDifferently { version },
            texts,
        )
    }

    /// Replies in words, and perhaps names a day.
    ///
    /// # Errors
    /// When there are no words, or nothing to reply to.
    pub fn reply(&mut self, ask: &view::Replying) -> Result<Saved> {
        let (agreement, part) = place(&ask.agreement, &ask.part)?;
        let texts = Texts::from([(Field::Words, terms::words(&ask.words)?)]);
        let day = names::some_day(ask.day.as_ref())?;
        let to = match &ask.to {
            Some(to) => names::act(to)?,
            None => self.newest_to_reply_to(agreement, part)?,
        };
        self.say_words(agreement, Subject::None, Deed::Reply { to, day }, texts)
    }

    fn newest_to_reply_to(&mut self, agreement: AgreementId, part: PartId) -> Result<ActId> {
        let (session, world) = self.unlocked()?;
        let page = session.page(agreement, world.now())?;
        let acts = page.book.acts_of(part);
        page.asks_for_reply(&acts)
            .ok_or_else(|| Code::NothingToAnswer.into())
    }

    /// The keyworker writes down a no, take-back or pause that the client gave otherwise; it stops at once (law 3).
    ///
    /// # Errors
    /// When the rules say no.
    pub fn hold(&mut self, ask: &view::Holding) -> Result<Saved> {
        let agreement = names::agreement(&ask.agreement)?;
        let subject = subject(ask.part.as_ref())?;
        let noted = match ask.noted {
            view::Noted::No => act::Noted::No,
            view::Noted::TakeBack => act::Noted::TakeBack,
            view::Noted::Pause => act::Noted::Pause,
        };
        let how = match ask.how {
            view::HowTold::Paper => "paper",
            view::HowTold::Word => "word",
        };
        let mut texts = Texts::from([(Field::Place, how.to_owned())]);
        texts
            .extend(names::some_day(ask.on.as_ref())?.map(|day| (Field::FromDay, day.to_string())));
        texts.extend(terms::some_words(ask.words.as_deref())?.map(|words| (Field::Words, words)));
        self.say_words(agreement, subject, Deed::Hold { noted }, texts)
    }

    /// The keyworker shares what others decided. It is never agreed (law 6).
    ///
    /// # Errors
    /// When something is missing, or the rules say no.
    pub fn share_decision(&mut self, ask: &view::Deciding) -> Result<Saved> {
        let agreement = names::agreement(&ask.agreement)?;
        let (mut decision, mut texts) = terms::written_decision(&ask.terms)?;
        decision.language = terms::language(&ask.language)?;
        texts.insert(Field::Words, terms::words(&ask.words)?);
        self.say_words(agreement, Subject::New, Deed::Decide(decision), texts)
    }

    /// The client has seen a decision; it does not mean yes.
    ///
    /// # Errors
    /// When the rules say no.
    pub fn seen(&mut self, ask: &view::Seeing) -> Result<Saved> {
        let (agreement, decision) = place(&ask.agreement, &ask.part)?;
        self.say(
            agreement,
            Said::bare(Subject::Part(decision), Deed::Seen { decision }),
        )
    }

    /// The client does not agree with a decision; this is not an appeal.
    ///
    /// # Errors
    /// When the rules say no.
    pub fn disagree(&mut self, ask: &view::Disagreeing) -> Result<Saved> {
        let (agreement, decision) = place(&ask.agreement, &ask.part)?;
        let words = terms::some_words(ask.words.as_deref())?;
        let texts = words
            .map(|words| (Field::Words, words))
            .into_iter()
            .collect();
        self.say_words(
            agreement,
            Subject::Part(decision),
            Deed::Disagree { decision },
            texts,
        )
    }

    /// The client links a decision to the part whose refusal it overrides (law 6).
    ///
    /// # Errors
    /// When the rules say no.
    pub fn link_decision(&mut self, ask: &view::Linking) -> Result<Saved> {
        let (agreement, decision) = place(&ask.agreement, &ask.decision)?;
        let part = names::part(&ask.part)?;
        self.say(
            agreement,
            Said::bare(Subject::Part(decision), Deed::Link { decision, part }),
        )
    }

    /// The keyworker writes down a use; its label is judged by what they could know (law 5).
    ///
    /// # Errors
    /// When there are no words, or the rules say no.
    pub fn use_mandate(&mut self, ask: &view::Using) -> Result<Saved> {
        let (agreement, part) = place(&ask.agreement, &ask.part)?;
        let version = names::act(&ask.version)?;
        let now = self.world.now();
        let at = names::some_day(ask.on.as_ref())?.map_or(Claimed(now), noon);
        let texts = Texts::from([(Field::Words, terms::words(&ask.words)?)]);
        self.say_words(
            agreement,
            Subject::Part(part),
            Deed::Use { version, at },
            texts,
        )
    }

    /// The client answers a use; no label changes.
    ///
    /// # Errors
    /// When the rules say no.
    pub fn answer_use(&mut self, ask: &view::AnsweringUse) -> Result<Saved> {
        let agreement = names::agreement(&ask.agreement)?;
        let deed = Deed::AnswerUse {
            used: names::act(&ask.used)?,
            fine: ask.fine,
        };
        let words = terms::some_words(ask.words.as_deref())?;
        let texts = words
            .map(|words| (Field::Words, words))
            .into_iter()
            .collect();
        self.say_words(agreement, Subject::None, deed, texts)
    }

    /// Pauses one mandate or permission, or all of them; also those agreed while it lasts.
    ///
    /// # Errors
    /// When the rules say no.
    pub fn pause(&mut self, ask: &view::Pausing) -> Result<Saved> {
        let agreement = names::agreement(&ask.agreement)?;
        self.say(
            agreement,
            Said::bare(subject(ask.part.as_ref())?, Deed::Pause),
        )
    }

    /// Lifts one's own pauses that were seen here.
    ///
    /// # Errors
    /// When the rules say no.
    pub fn resume(&mut self, ask: &view::Pausing) -> Result<Saved> {
        let agreement = names::agreement(&ask.agreement)?;
        self.say(
            agreement,
            Said::bare(subject(ask.part.as_ref())?, Deed::Resume),
        )
    }

    /// Ends the agreement from this person's side; when both have, it is closed for good.
    ///
    /// # Errors
    /// When the rules say no.
    pub fn end(&mut self, agreement: &view::AgreementId) -> Result<Saved> {
        let agreement = names::agreement(agreement)?;
        self.say(agreement, Said::bare(Subject::All, Deed::End))
    }
}

/// The names of an agreement and a part in it.
pub(crate) fn place(
    agreement: &view::AgreementId,
    part: &view::PartId,
) -> Result<(AgreementId, PartId)> {
    Ok((names::agreement(agreement)?, names::part(part)?))
}

/// One part, or all mandates and permissions.
fn subject(part: Option<&view::PartId>) -> Result<Subject> {
    Ok(match part {
        Some(part) => Subject::Part(names::part(part)?),
        None => Subject::All,
    })
}

/// Noon of a day, UTC.
pub(crate) fn noon(day: Day) -> Claimed {
    Claimed(i64::from(day.days()) * DAY_SECONDS + NOON_SECONDS)
}

/// A private note that stands beside an act; it has no number and never leaves (law 11).
fn private(kind: &str, act: ActId, agreement: AgreementId, content: &str, now: i64) -> NoteRow {
    NoteRow {
        kind: kind.to_owned(),
        key: act.to_string(),
        agreement: Some(agreement),
        content: content.to_owned(),
        words: String::new(),
        changed: countersign_vault::Moment(now),
    }
}
