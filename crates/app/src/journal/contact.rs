//! Contacts: who met or called whom, about what, under which mandate or none; each contestable, both voices kept.

use crate::acts::{Said, noon};
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::names::{self, act_text, part_text, role_view};
use crate::page::Page;
use crate::terms::{self, Texts};
use crate::view::{self, ContactView, Contacting, Moment, Saved, VoiceView, Voicing};
use countersign_domain::{Act, ActId, AgreementId, Claimed, Deed, PartId, Subject, VersionId};
use countersign_sync::Field;

impl App {
    /// Writes down a contact; both people see it.
    ///
    /// # Errors
    /// When words are missing, the mandate is not agreed, or the rules say no.
    pub fn add_contact(&mut self, ask: &Contacting) -> Result<Saved> {
        let agreement = names::agreement(&ask.agreement)?;
        let whom = terms::words(&ask.whom)?;
        let texts = Texts::from([
            (Field::Whom, whom),
            (Field::Words, terms::words(&ask.words)?),
        ]);
        let mandate = ask.mandate.as_ref().map(names::part).transpose()?;
        let mandate = mandate
            .map(|part| self.used_version(agreement, part))
            .transpose()?;
        let now = self.world.now();
        let at = names::some_day(ask.on.as_ref())?.map_or(Claimed(now), noon);
        let body = self.body(texts);
        let deed = Deed::Contact { mandate, at };
        self.say(
            agreement,
            Said {
                subject: Subject::None,
                deed,
                body,
                note: None,
            },
        )
    }

    /// Puts one's own voice beside a contact.
    ///
    /// # Errors
    /// When words are missing, or there is no such contact.
    pub fn reply_to_contact(
        &mut self,
        agreement: &view::AgreementId,
        contact: &view::ActId,
        words: &str,
    ) -> Result<Saved> {
        let deed = Deed::ContactReply {
            contact: names::act(contact)?,
        };
        let words = Some(terms::words(words)?);
        self.beside_contact(agreement, deed, words)
    }

    /// Says that it was not like that; no words are needed.
    ///
    /// # Errors
    /// When there is no such contact.
    pub fn contest_contact(
        &mut self,
        agreement: &view::AgreementId,
        contact: &view::ActId,
        words: Option<&str>,
    ) -> Result<Saved> {
        let deed = Deed::ContactContest {
            contact: names::act(contact)?,
        };
        let words = terms::some_words(words)?;
        self.beside_contact(agreement, deed, words)
    }

    /// Puts one's own voice beside a contact, or says that it was not like that.
    ///
    /// # Errors
    /// When words are missing beside a contact that is not contested, or there is no such contact.
    pub fn voice(&mut self, ask: &Voicing) -> Result<Saved> {
        let words = ask.words.as_deref();
        if ask.contests {
            self.contest_contact(&ask.agreement, &ask.contact, words)
        } else {
            self.reply_to_contact(&ask.agreement, &ask.contact, words.unwrap_or_default())
        }
    }

    fn beside_contact(
        &mut self,
        agreement: &view::AgreementId,
        deed: Deed,
        words: Option<String>,
    ) -> Result<Saved> {
        let texts = words
            .map(|words| (Field::Words, words))
            .into_iter()
            .collect();
        let body = self.body(texts);
        let said = Said {
            subject: Subject::None,
            deed,
            body,
            note: None,
        };
        self.say(names::agreement(agreement)?, said)
    }

    /// The contacts, oldest first.
    ///
    /// # Errors
    /// When the vault is locked, or there is no such agreement.
    pub fn contacts(&mut self, agreement: &view::AgreementId) -> Result<Vec<ContactView>> {
        let (session, world) = self.unlocked()?;
        session
            .page(names::agreement(agreement)?, world.now())?
            .contacts()
    }

    /// The version of a mandate or permission that is agreed now.
    fn used_version(&mut self, agreement: AgreementId, part: PartId) -> Result<VersionId> {
        let (session, world) = self.unlocked()?;
        let page = session.page(agreement, world.now())?;
        let drawn = page.drawn(part)?.ok_or(Code::PartUnknown)?;
        drawn
            .agreed
            .shown()
            .ok_or_else(|| Code::NothingToAnswer.into())
    }
}

impl Page<'_> {
    fn contacts(&self) -> Result<Vec<ContactView>> {
        let agreement = self.book.agreement();
        let counting: Vec<&Act> = agreement
            .acts()
            .filter(|act| agreement.refusal(act.id).is_none())
            .collect();
        let contacts = counting.iter().filter_map(|act| {
            let Deed::Contact { mandate, at } = act.header.deed else {
                return None;
            };
            Some((*act, mandate, at))
        });
        contacts
            .map(|(act, mandate, at)| {
                let words = self.words(act)?;
                let whom = words
                    .body()
                    .and_then(|body| body.text(Field::Whom))
                    .map(str::to_owned);
                Ok(ContactView {
                    id: act_text(act.id),
                    by: role_view(act.header.author),
                    at: Moment(at.0),
                    stamp: self.stamp(act),
                    whom,
                    words: words.text(),
                    mandate: mandate.map(act_text),
                    part: mandate
                        .and_then(|version| self.book.part_of(version))
                        .map(part_text),
                    voices: self.voices(act.id, &counting)?,
                })
            })
            .collect()
    }

    fn voices(&self, to: ActId, acts: &[&Act]) -> Result<Vec<VoiceView>> {
        let mut voices = Vec::new();
        for act in acts {
            let (contact, contests) = if let Deed::ContactReply { contact } = act.header.deed {
                (contact, false)
            } else if let Deed::ContactContest { contact } = act.header.deed {
                (contact, true)
            } else {
                continue;
            };
            if contact != to {
                continue;
            }
            voices.push(VoiceView {
                id: act_text(act.id),
                by: role_view(act.header.author),
                contests,
                words: self.words(act)?.text(),
                stamp: self.stamp(act),
            });
        }
        Ok(voices)
    }
}
