//! Suggesting and answering: the deeds by which something comes to be agreed, or not.
//!
//! A yes repeats the exact words that it answers and is refused where they are not here (law 1). What is said to be
//! private makes the ordinary act of its kind, with no words at all, and nothing else of it leaves the vault (fold §3.8).

use countersign_domain::act::Choice;
use countersign_domain::dates::LatestDay;
use countersign_domain::{ActId, AgreementId, Claimed, Deed, Role, Subject, VersionId};
use countersign_sync::{Body, Field};

use crate::acts::{Said, place};
use crate::app::App;
use crate::asks::PUSHED_NOTE;
use crate::codes::Result;
use crate::error::Code;
use crate::names;
use crate::page::Words;
use crate::terms::{self, Texts};
use crate::view::{self, Answer, Audience, Saved};

impl App {
    /// Suggests a part, other words for one, or *something else*. It is its author's yes.
    ///
    /// # Errors
    /// When words, a field, or a keyworker's reason are missing, the last day has passed, or the rules say no.
    pub fn suggest(&mut self, ask: &view::Suggesting) -> Result<Saved> {
        let agreement = names::agreement(&ask.agreement)?;
        let (mut suggestion, mut texts) = terms::written(&ask.terms)?;
        let today = Claimed(self.unlocked()?.1.now()).day();
        if LatestDay::new(today).is_past(suggestion.until) {
            return Err(Code::DayPassed.into());
        }
        suggestion.language = terms::language(&ask.language)?;
        suggestion.parents = ask.parents.iter().map(names::act).collect::<Result<_>>()?;
        suggestion.answers = ask.answers_to.as_ref().map(names::act).transpose()?;
        texts.insert(Field::Words, terms::words(&ask.words)?);
        let reason = terms::reason(self.role_here()?, ask.reason.as_deref())?;
        suggestion.reasoned = reason.is_some();
        texts.extend(reason.map(|reason| (Field::Reason, reason)));
        let subject = match &ask.part {
            Some(part) => Subject::Part(names::part(part)?),
            None => Subject::New,
        };
        let body = self.body(texts);
        self.say(
            agreement,
            Said {
                subject,
                deed: Deed::Suggest(suggestion),
                body,
                note: None,
            },
        )
    }

    /// Answers a version with yes, no or not now; a keyworker may note a yes given otherwise, which counts as nothing.
    ///
    /// # Errors
    /// When the words of the version are not here, a keyworker's no has no reason, or the rules say no.
    pub fn answer(&mut self, ask: &view::Answering) -> Result<Saved> {
        let (agreement, part) = place(&ask.agreement, &ask.part)?;
        let version = names::act(&ask.version)?;
        let words = terms::some_words(ask.words.as_deref())?;
        let day = names::some_day(ask.day.as_ref())?;
        let subject = Subject::Part(part);
        let said = match (ask.answer, ask.pushed) {
            (Answer::Yes, None) => {
                let body = self.repeated(agreement, version, words)?;
                let deed = Deed::Answer {
                    version,
                    choice: Choice::Yes,
                    day,
                    reasoned: false,
                };
                Said {
                    subject,
                    deed,
                    body: Some(body),
                    note: None,
                }
            }
            (Answer::Yes, Some(Audience::Both)) => self.worded(
                subject,
                choice(version, Choice::YesPushed, day, &words),
                words,
            ),
            (Answer::Yes, Some(Audience::OnlyMe)) => {
                self.only_the_client()?;
                let deed = Deed::Answer {
                    version,
                    choice: Choice::NotNow,
                    day: None,
                    reasoned: false,
                };
                Said {
                    note: Some((PUSHED_NOTE, words.unwrap_or_default())),
                    ..Said::bare(subject, deed)
                }
            }
            (Answer::No, None) => {
                let words = terms::reason(self.role_here()?, words.as_deref())?;
                self.worded(subject, choice(version, Choice::No, day, &words), words)
            }
            (Answer::NotNow, None) => {
                self.worded(subject, choice(version, Choice::NotNow, day, &words), words)
            }
            (Answer::NotedYes, None) => self.worded(subject, Deed::NotedYes { version }, words),
            (
                Answer::No
                | Answer::NotNow
                | Answer::NotedYes
                | Answer::YesUnderPressure
                | Answer::SomethingElse
                | Answer::TakeBack,
                _,
            ) => return Err(Code::Malformed.into()),
        };
        self.say(agreement, said)
    }

    /// Takes back one's yes: alone, offline, at any time; a client never needs a reason (law 4).
    ///
    /// # Errors
    /// When there is no yes to take back, or a keyworker gives no reason.
    pub fn take_back(&mut self, ask: &view::TakingBack) -> Result<Saved> {
        let (agreement, part) = place(&ask.agreement, &ask.part)?;
        let version = names::act(&ask.version)?;
        let reason = terms::reason(self.role_here()?, ask.reason.as_deref())?;
        let deed = Deed::TakeBack {
            version,
            reasoned: reason.is_some(),
        };
        let texts: Texts = reason
            .map(|reason| (Field::Reason, reason))
            .into_iter()
            .collect();
        let body = self.body(texts);
        self.say(
            agreement,
            Said {
                subject: Subject::Part(part),
                deed,
                body,
                note: None,
            },
        )
    }

    /// Says later that a yes was pushed: visible, or as an ordinary take-back with a private note beside it.
    ///
    /// # Errors
    /// When there is no yes to it, or the rules say no.
    pub fn felt_pushed(&mut self, ask: &view::Pushed) -> Result<Saved> {
        let (agreement, part) = place(&ask.agreement, &ask.part)?;
        let version = names::act(&ask.version)?;
        let words = terms::some_words(ask.words.as_deref())?;
        let subject = Subject::Part(part);
        self.only_the_client()?;
        let said = match ask.audience {
            Audience::Both => self.worded(subject, Deed::FeltPushed { version }, words),
            Audience::OnlyMe => Said {
                note: Some((PUSHED_NOTE, words.unwrap_or_default())),
                ..Said::bare(
                    subject,
                    Deed::TakeBack {
                        version,
                        reasoned: false,
                    },
                )
            },
        };
        self.say(agreement, said)
    }

    /// A deed with words beside it, if any.
    fn worded(&mut self, subject: Subject, deed: Deed, words: Option<String>) -> Said {
        let texts: Texts = words
            .map(|words| (Field::Words, words))
            .into_iter()
            .collect();
        Said {
            subject,
            deed,
            body: self.body(texts),
            note: None,
        }
    }

    /// The exact words of a version, for a yes to repeat, with what is said beside them.
    fn repeated(
        &mut self,
        agreement: AgreementId,
        version: VersionId,
        beside: Option<String>,
    ) -> Result<Body> {
        let words = self.version_words(agreement, version)?;
        let mut fields = words.fields;
        fields.remove(&Field::Reason);
        fields.extend(beside.map(|beside| (Field::Reason, beside)));
        let mut body = Body::new(fields, self.world.as_mut());
        body.proof = words.proof;
        Ok(body)
    }

    fn version_words(&mut self, agreement: AgreementId, version: ActId) -> Result<Body> {
        let (session, _) = self.unlocked()?;
        match Words::kept(session.vault.view(), agreement, version)? {
            Words::Here(body) => Ok(body),
            Words::None | Words::NotHere | Words::Erased => Err(Code::WordsNotHere.into()),
        }
    }

    /// What the owner of the open vault is.
    pub(crate) fn role_here(&mut self) -> Result<Role> {
        let (session, _) = self.unlocked()?;
        Ok(session.role)
    }

    fn only_the_client(&mut self) -> Result<()> {
        match self.role_here()? {
            Role::Client => Ok(()),
            Role::Keyworker => Err(Code::NotYours.into()),
        }
    }
}

fn choice(
    version: VersionId,
    choice: Choice,
    day: Option<countersign_domain::Day>,
    words: &Option<String>,
) -> Deed {
    Deed::Answer {
        version,
        choice,
        day,
        reasoned: words.is_some(),
    }
}
