//! Drafts: private notes until they are shared; then both write; then their words are put forward, or they are dropped.

use countersign_domain::{ActId, AgreementId};
use countersign_seal::entropy;
use countersign_sync::{Draft, LivingEdit};
use countersign_vault::{Moment, NoteRow};

use super::keep::{OWN_DRAFT, OwnDraft, note};
use crate::app::App;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::names;
use crate::terms;
use crate::view::{self, DraftView, OneDraft, PuttingForward, Saved, Suggesting, WritingDraft};

const TITLE_CHARACTERS_MAX: usize = 120;

/// Where a draft is.
enum Place {
    /// In a private note.
    Own(OwnDraft),
    /// In a document that both have.
    Shared(Draft),
}

impl App {
    /// Drafts of an agreement: those that are shared, then this person's own, the last changed first.
    ///
    /// # Errors
    /// When the agreement is not here.
    pub fn drafts(&mut self, agreement: &view::AgreementId) -> Result<Vec<DraftView>> {
        let id = names::agreement(agreement)?;
        let role = self.role_here()?;
        let (session, _) = self.unlocked()?;
        let (book, _) = session.book(id)?;
        let mut drafts: Vec<DraftView> = book.replica.drafts().into_iter().map(shared).collect();
        let notes = session.vault.view().notes(OWN_DRAFT)?;
        for row in notes.into_iter().filter(|row| row.agreement == Some(id)) {
            drafts.push(own(&row, role)?);
        }
        Ok(drafts)
    }

    /// Writes a draft: a new private one, or all of one that is there. Two people's changes of a shared one at the same
    /// time both stand.
    ///
    /// # Errors
    /// When it has no title and no words, too many of either, is not here, has no more room, or somebody has changed the
    /// words since the writer read them.
    pub fn write_draft(&mut self, ask: &WritingDraft) -> Result<DraftView> {
        let agreement = names::agreement(&ask.agreement)?;
        let (title, words) = (title(&ask.title)?, some_words(&ask.words)?);
        if title.is_empty() && words.is_empty() {
            return Err(Code::WordsMissing.into());
        }
        let id = match &ask.draft {
            Some(named) => named.clone(),
            None => {
                self.unlocked()?.0.load(agreement)?;
                ActId(entropy(self.world.as_mut())).to_string()
            }
        };
        let is_shared = match &ask.draft {
            Some(_) => self.shared_as_read(agreement, &id, ask.over.as_deref())?,
            None => false,
        };
        if is_shared {
            let edit = LivingEdit::Change {
                draft: name(&id)?,
                title,
                words,
            };
            self.write_living(agreement, edit, |_| Ok(()))?;
        } else {
            let draft = OwnDraft {
                title: title.to_owned(),
                words: words.to_owned(),
            };
            let (session, world) = self.unlocked()?;
            let row = note(agreement, &id, &draft, Moment(world.now()))?;
            session.vault.write(|tx| tx.put_note(&row))?;
        }
        self.one_draft(&ask.agreement, &id)
    }

    /// Shares a private draft: both have it and write in it. Its history begins now; it gets a new name.
    ///
    /// # Errors
    /// When it is not here, or there is no room for one more.
    pub fn share_draft(&mut self, ask: &OneDraft) -> Result<DraftView> {
        let agreement = names::agreement(&ask.agreement)?;
        let Place::Own(draft) = self.placed(agreement, &ask.draft)? else {
            return self.one_draft(&ask.agreement, &ask.draft);
        };
        let edit = LivingEdit::Share {
            title: &draft.title,
            words: &draft.words,
        };
        let shared = self.write_living(agreement, edit, |tx| {
            tx.drop_note(OWN_DRAFT, &ask.draft)?;
            Ok(())
        })?;
        let id = ActId(shared.ok_or(Code::Broken)?).to_string();
        self.one_draft(&ask.agreement, &id)
    }

    /// Drops a draft. A shared one goes on both sides; the other person keeps a private copy of it.
    ///
    /// # Errors
    /// When it is not here.
    pub fn drop_draft(&mut self, ask: &OneDraft) -> Result<()> {
        let agreement = names::agreement(&ask.agreement)?;
        match self.placed(agreement, &ask.draft)? {
            Place::Own(_) => {
                let (session, _) = self.unlocked()?;
                session
                    .vault
                    .write(|tx| tx.drop_note(OWN_DRAFT, &ask.draft))?;
            }
            Place::Shared(draft) => {
                let edit = LivingEdit::Drop {
                    draft: draft.id,
                    put_forward: false,
                };
                self.write_living(agreement, edit, |_| Ok(()))?;
            }
        }
        Ok(())
    }

    /// Puts the words of a draft forward: they become a suggestion, its author's yes, and the draft is dropped. The
    /// suggestion is durable first, so a cut between the two leaves a draft too many and no word too few.
    ///
    /// # Errors
    /// When somebody has changed the words since they were read, or the suggestion is refused.
    pub fn put_forward(&mut self, ask: &PuttingForward) -> Result<Saved> {
        let agreement = names::agreement(&ask.agreement)?;
        let place = self.placed(agreement, &ask.draft)?;
        let words = match &place {
            Place::Own(draft) => &draft.words,
            Place::Shared(draft) => &draft.words,
        };
        if *words != ask.words {
            return Err(Code::DraftChanged.into());
        }
        let saved = self.suggest(&Suggesting {
            agreement: ask.agreement.clone(),
            part: None,
            parents: Vec::new(),
            answers_to: None,
            words: ask.words.clone(),
            language: ask.language.clone(),
            terms: ask.terms.clone(),
            reason: ask.reason.clone(),
        })?;
        match place {
            Place::Own(_) => {
                let (session, _) = self.unlocked()?;
                session
                    .vault
                    .write(|tx| tx.drop_note(OWN_DRAFT, &ask.draft))?;
            }
            Place::Shared(draft) => {
                let edit = LivingEdit::Drop {
                    draft: draft.id,
                    put_forward: true,
                };
                self.write_living(agreement, edit, |_| Ok(()))?;
            }
        }
        Ok(saved)
    }

    /// Whether a draft is shared; refused when its words are no longer those that were read.
    fn shared_as_read(
        &mut self,
        agreement: AgreementId,
        id: &str,
        read: Option<&str>,
    ) -> Result<bool> {
        match self.placed(agreement, id)? {
            Place::Own(_) => Ok(false),
            Place::Shared(draft) if read.is_some_and(|read| read != draft.words) => {
                Err(Code::DraftChanged.into())
            }
            Place::Shared(_) => Ok(true),
        }
    }

    fn one_draft(&mut self, agreement: &view::AgreementId, id: &str) -> Result<DraftView> {
        let drafts = self.drafts(agreement)?;
        let found = drafts.into_iter().find(|draft| draft.id == id);
        found.ok_or_else(|| Code::DraftUnknown.into())
    }

    fn placed(&mut self, agreement: AgreementId, id: &str) -> Result<Place> {
        let (session, _) = self.unlocked()?;
        session.load(agreement)?;
        let note = session.vault.view().note(OWN_DRAFT, id)?;
        if let Some(row) = note.filter(|row| row.agreement == Some(agreement)) {
            return Ok(Place::Own(content(&row)?));
        }
        let wanted = name(id)?;
        let (book, _) = session.book(agreement)?;
        let drafts = book.replica.drafts();
        let found = drafts.into_iter().find(|draft| draft.id == wanted);
        found
            .map(Place::Shared)
            .ok_or_else(|| Code::DraftUnknown.into())
    }
}

fn name(id: &str) -> Result<[u8; 32]> {
    let parsed: Option<ActId> = id.parse().ok();
    Ok(parsed.ok_or(Code::DraftUnknown)?.0)
}

fn title(typed: &str) -> Result<&str> {
    let title = typed.trim();
    if title.chars().count() > TITLE_CHARACTERS_MAX {
        return Err(Code::WordsTooLong.into());
    }
    Ok(title)
}

/// Words as they were typed; blank ones are none.
fn some_words(typed: &str) -> Result<&str> {
    Ok(terms::some_words(Some(typed))?.map_or("", |_| typed))
}

fn content(row: &NoteRow) -> Result<OwnDraft> {
    serde_json::from_str(&row.content).map_err(|_| Error::from(Code::VaultDamaged))
}

fn own(row: &NoteRow, role: countersign_domain::Role) -> Result<DraftView> {
    let draft = content(row)?;
    Ok(DraftView {
        id: row.key.clone(),
        title: draft.title,
        words: draft.words,
        shared: false,
        by: names::role_view(role),
        writers: vec![names::role_view(role)],
        changed: Some(view::Moment(row.changed.0)),
    })
}

fn shared(draft: Draft) -> DraftView {
    DraftView {
        id: ActId(draft.id).to_string(),
        title: draft.title,
        words: draft.words,
        shared: true,
        by: names::role_view(draft.by),
        writers: draft.writers.into_iter().map(names::role_view).collect(),
        changed: None,
    }
}
