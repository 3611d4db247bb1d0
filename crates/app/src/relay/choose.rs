//! What a face needs beside turning on and off: one field that takes any card or address, and a way back.

use countersign_domain::AgreementId;
use countersign_vault::{MailboxRow, MailboxState, Moment};
use countersign_wire::read_code;
use countersign_wire::relay::{Card, Grant};

use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::names;
use crate::session::Session;
use crate::view::{self, AddingRelay, JoiningRelay, RelayView};

impl App {
    /// Turns a relay on by whatever a person was given: a relay's card, a mailbox's card, or an address. `None`: the
    /// relay that was taken last.
    ///
    /// # Errors
    /// As [`App::relay_add`] and [`App::relay_join`].
    pub fn relay_take(
        &mut self,
        agreement: &view::AgreementId,
        text: Option<&str>,
    ) -> Result<RelayView> {
        let agreement = agreement.clone();
        match text.map(str::trim) {
            Some("") => Err(Code::RelayCardWrong.into()),
            Some(card) if opens_a_mailbox(card) => self.relay_join(&JoiningRelay {
                agreement,
                card: card.to_owned(),
            }),
            relay => self.relay_add(&AddingRelay {
                agreement,
                relay: relay.map(str::to_owned),
            }),
        }
    }

    /// Undoes [`App::relay_drop`]: the mailbox that was left last is used again. Where it is gone meanwhile, a new one
    /// is opened at the relay that was taken last, and needs a new card.
    ///
    /// # Errors
    /// When none is known, or the vault cannot be written.
    pub fn relay_keep(&mut self, agreement: &view::AgreementId) -> Result<RelayView> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        if session.current_mailbox(id)?.is_none() {
            let Some(row) = session.left_mailbox(id)? else {
                return self.relay_take(agreement, None);
            };
            session.use_mailbox(
                MailboxRow {
                    state: MailboxState::On,
                    left_at: Moment(0),
                    news: true,
                    ..row
                },
                now,
            )?;
        }
        session.relay_view(id, now)
    }
}

impl Session {
    /// The mailbox that an agreement left last.
    fn left_mailbox(&self, agreement: AgreementId) -> Result<Option<MailboxRow>> {
        let rows = self.vault.view().mailboxes_of(agreement)?;
        let left = rows
            .into_iter()
            .filter(|row| row.state == MailboxState::Left);
        Ok(left.max_by_key(|row| row.left_at))
    }
}

/// Whether a text is the card of a mailbox that somebody opened, and not of a relay.
fn opens_a_mailbox(text: &str) -> bool {
    read_code(text)
        .ok()
        .and_then(|bytes| Card::decode(&bytes).ok())
        .is_some_and(|card| matches!(card.grant, Grant::Join { .. }))
}
