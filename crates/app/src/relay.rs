//! An agreement's mailbox at a relay: turning it on, changing it, turning it off.
//!
//! Nothing goes out before a person turned it on. What is to be asked is handed out as [`Job`]s and what was answered
//! comes back, so that nobody holds the app while a network is waited for; `docs/decisions/0013-post.md` tells what is
//! put, when it is offered again, and why nothing is lost by changing or dropping a relay. Left out: bytes on a line
//! (`road`), and what may be sent to whom (`sync`).

mod answered;
mod card;
mod choose;
mod errands;
mod fault;
mod job;
mod pace;
mod page;
mod post;
mod refused;
mod round;
mod status;

use countersign_domain::{AgreementId, DeviceId, Role};
use countersign_seal::{SecretBytes, entropy};
use countersign_vault::{MailboxName, MailboxRow, MailboxState, Moment, RelayRow};
use countersign_wire::read_code;
use countersign_wire::relay::{Card, Grant};

use crate::app::App;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::names;
use crate::session::Session;
use crate::view::{self, AddingRelay, JoiningRelay, RelayKnown, RelayView};
use crate::world::World;

pub use job::{Job, ask_each};
pub(crate) use post::Post;

impl App {
    /// Turns a relay on for an agreement, or changes to another. An earlier mailbox is read until it is empty, and
    /// whatever nobody has signed for is offered at the new one.
    ///
    /// # Errors
    /// When nobody has joined, it is no relay's card or address, or the vault cannot be written.
    pub fn relay_add(&mut self, ask: &AddingRelay) -> Result<RelayView> {
        let id = names::agreement(&ask.agreement)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let relay = session.chosen_relay(ask.relay.as_deref(), now)?;
        let current = session.current_mailbox(id)?;
        let same = current
            .is_some_and(|row| row.address == relay.address && row.state != MailboxState::Gone);
        if !same {
            let row = session.new_mailbox(id, &relay, world)?;
            session.use_mailbox(row, now)?;
        }
        session.relay_view(id, now)
    }

    /// Joins the mailbox whose card the other person, or another device of one's own, shows.
    ///
    /// # Errors
    /// When it is no such card, or the vault cannot be written.
    pub fn relay_join(&mut self, ask: &JoiningRelay) -> Result<RelayView> {
        let id = names::agreement(&ask.agreement)?;
        let card = Card::decode(&read_code(&ask.card)?).map_err(|_| Code::RelayCardWrong)?;
        let Grant::Join { key, name } = card.grant else {
            return Err(Code::RelayCardWrong.into());
        };
        let (session, world) = self.unlocked()?;
        session.row(id)?;
        let now = world.now();
        let known = session.vault.view().mailbox(MailboxName(name))?;
        let inside = known.is_some_and(|row| {
            row.agreement == id && matches!(row.state, MailboxState::Opening | MailboxState::On)
        });
        if !inside {
            let row = MailboxRow {
                key: SecretBytes::new(key.to_vec()),
                next_key: SecretBytes::new(entropy::<32>(world).to_vec()),
                state: MailboxState::Joining,
                pin: card.pin,
                ..blank(MailboxName(name), id, card.address, now)
            };
            session.use_mailbox(row, now)?;
        }
        session.relay_view(id, now)
    }

    /// Turns the relay off for an agreement. Nothing is lost: what came is taken in until the mailbox is empty, and
    /// what nobody has signed for goes by other roads, or the next relay.
    ///
    /// # Errors
    /// When there is none, or the vault cannot be written.
    pub fn relay_drop(&mut self, agreement: &view::AgreementId) -> Result<RelayView> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let row = session.current_mailbox(id)?.ok_or(Code::RelayNone)?;
        session.leave_mailbox(row, now)?;
        session.relay_view(id, now)
    }

    /// How an agreement and its relay get on.
    ///
    /// # Errors
    /// When the agreement is not here, or the vault cannot be read.
    pub fn relay_status(&mut self, agreement: &view::AgreementId) -> Result<RelayView> {
        let id = names::agreement(agreement)?;
        let (session, world) = self.unlocked()?;
        session.relay_view(id, world.now())
    }

    /// The relays that this vault has a card or an address of, the one that was taken last first. One serves as many
    /// agreements as its organisation allows.
    ///
    /// # Errors
    /// When the vault is locked or cannot be read.
    pub fn relays(&mut self) -> Result<Vec<RelayKnown>> {
        let (session, _) = self.unlocked()?;
        let rows = session.vault.view();
        let mailboxes = rows.mailboxes()?;
        let used = |address: &str| {
            let used = mailboxes
                .iter()
                .filter(|row| row.address == address && !matches!(row.state, MailboxState::Left));
            u32::try_from(used.count()).unwrap_or(u32::MAX)
        };
        let relays = rows.relays()?.into_iter().map(|relay| RelayKnown {
            agreements: used(&relay.address),
            address: relay.address,
        });
        Ok(relays.collect())
    }
}

impl Session {
    /// The relay that was named by card or address, kept for the next agreement; or the one that was taken last.
    fn chosen_relay(&mut self, named: Option<&str>, now: i64) -> Result<RelayRow> {
        let known = self.vault.view().relays()?;
        let Some(named) = named.map(str::trim).filter(|named| !named.is_empty()) else {
            return known
                .into_iter()
                .next()
                .ok_or_else(|| Code::RelayNone.into());
        };
        let card = if named.contains("://") {
            let card = Card {
                address: named.trim_end_matches('/').to_owned(),
                pin: None,
                grant: Grant::Open(None),
            };
            let bytes = card.encode().map_err(|_| Code::RelayAddressWrong)?;
            Card::decode(&bytes).map_err(|_| Code::RelayAddressWrong)?
        } else {
            Card::decode(&read_code(named)?).map_err(|_| Code::RelayCardWrong)?
        };
        let Grant::Open(token) = card.grant else {
            return Err(Code::RelayCardWrong.into());
        };
        let before = known.into_iter().find(|it| it.address == card.address);
        let (old_pin, old_token) = before.map_or((None, SecretBytes::new(Vec::new())), |it| {
            (it.pin, it.token)
        });
        let relay = RelayRow {
            address: card.address,
            pin: card.pin.or(old_pin),
            token: token.map_or(old_token, |token| SecretBytes::new(token.to_vec())),
            taken: Moment(now),
        };
        self.vault.write(|tx| tx.put_relay(&relay))?;
        Ok(relay)
    }

    /// A mailbox that is to be opened, with a key for this device and one for the other person's card.
    fn new_mailbox(
        &mut self,
        agreement: AgreementId,
        relay: &RelayRow,
        world: &mut dyn World,
    ) -> Result<MailboxRow> {
        self.other_device(agreement)?;
        let now = world.now();
        let name = MailboxName(entropy(world));
        Ok(MailboxRow {
            pin: relay.pin,
            token: copied(&relay.token),
            key: SecretBytes::new(entropy::<32>(world).to_vec()),
            invited: SecretBytes::new(entropy::<32>(world).to_vec()),
            invited_at: Moment(now),
            ..blank(name, agreement, relay.address.clone(), now)
        })
    }

    /// The other person's device that is likeliest to read a card: the one that was heard from last.
    fn other_device(&mut self, agreement: AgreementId) -> Result<DeviceId> {
        let other = self.role.other();
        let (book, _) = self.book(agreement)?;
        let heard = |device: &DeviceId| {
            let peer = book.peers().find(|peer| peer.device == *device);
            peer.and_then(|peer| peer.heard)
        };
        let roster = book.replica.roster();
        let theirs = roster.iter().filter(|(_, owner)| **owner == other);
        let device = theirs.map(|(device, _)| *device).max_by_key(|it| heard(it));
        device.ok_or_else(|| Code::NotPaired.into())
    }

    /// The mailbox that an agreement uses, if any.
    pub(crate) fn current_mailbox(&self, agreement: AgreementId) -> Result<Option<MailboxRow>> {
        let rows = self.vault.view().mailboxes_of(agreement)?;
        Ok(rows
            .into_iter()
            .rfind(|row| row.state != MailboxState::Left))
    }

    /// Uses this mailbox from now on: what it was not given is offered there, and an earlier one is left.
    fn use_mailbox(&mut self, row: MailboxRow, now: i64) -> Result<()> {
        if let Some(earlier) = self.current_mailbox(row.agreement)? {
            self.leave_mailbox(earlier, now)?;
        } else {
            self.offer_again(row.agreement, now)?;
        }
        Ok(self.vault.write(|tx| {
            tx.drop_mailbox(row.name)?;
            tx.put_mailbox(&row)
        })?)
    }

    /// Puts nothing into a mailbox any more. One that never worked goes at once.
    fn leave_mailbox(&mut self, row: MailboxRow, now: i64) -> Result<()> {
        self.offer_again(row.agreement, now)?;
        let works = row.state == MailboxState::On;
        let left = MailboxRow {
            state: MailboxState::Left,
            left_at: Moment(now),
            ..row
        };
        self.vault.write(|tx| {
            tx.drop_mailbox(left.name)?;
            if works { tx.put_mailbox(&left) } else { Ok(()) }
        })?;
        self.post.begin_anew(left.name);
        Ok(())
    }

    /// Forgets what was put, so that everything that somebody has not signed for is offered again.
    fn offer_again(&mut self, agreement: AgreementId, now: i64) -> Result<()> {
        let mailboxes = self.vault.view().mailboxes_of(agreement)?;
        let mut turns = Vec::new();
        for row in &mailboxes {
            turns.extend(self.vault.view().posted(row.name)?);
        }
        let (book, _) = self.book(agreement)?;
        let batch = book.replica.offer_again().map_err(Error::from)?;
        self.keep_step(agreement, &batch, now, |tx| {
            for row in &turns {
                tx.drop_posted(row.turn)?;
            }
            Ok(tx.note_news(agreement)?)
        })
    }

    /// Lets an agreement's mailbox forget an own device that was removed: its key is removed at the relay at once.
    pub(crate) fn shut_out(
        &mut self,
        agreement: AgreementId,
        device: DeviceId,
        now: i64,
    ) -> Result<()> {
        let mailboxes = self.vault.view().mailboxes_of(agreement)?;
        Ok(self.vault.write(|tx| {
            mailboxes.iter().try_for_each(|row| {
                tx.put_mailbox_device(&countersign_vault::MailboxDeviceRow {
                    mailbox: row.name,
                    device,
                    key: SecretBytes::new(Vec::new()),
                    at: Moment(now),
                    told: false,
                })
            })
        })?)
    }
}

/// A mailbox that is to be opened, without keys.
fn blank(name: MailboxName, agreement: AgreementId, address: String, now: i64) -> MailboxRow {
    let none = || SecretBytes::new(Vec::new());
    MailboxRow {
        name,
        agreement,
        address,
        pin: None,
        state: MailboxState::Opening,
        token: none(),
        key: none(),
        next_key: none(),
        asked: false,
        invited: none(),
        invited_at: Moment(0),
        other_joined: false,
        cursor: None,
        since: Moment(now),
        left_at: Moment(0),
        news: true,
        last_success: Moment(0),
        fault: String::new(),
        failing_since: Moment(0),
        patience: 0,
        counted: Moment(0),
        bundles: (0, 0),
        bytes: (0, 0),
        keep_days: 0,
    }
}

/// A secret for one more place of the vault.
fn copied(secret: &SecretBytes) -> SecretBytes {
    SecretBytes::new(secret.expose().to_vec())
}

/// The other of the two.
fn other_role(row_role: Role) -> view::Role {
    names::role_view(row_role.other())
}
