//! How an agreement and its relay get on, for a screen.

use countersign_domain::{ActId, AgreementId};
use countersign_vault::{MailboxName, MailboxRow, MailboxState};

use super::fault::read;
use crate::codes::Result;
use crate::names;
use crate::page::Page;
use crate::session::Session;
use crate::view::{self, Delivery, RelayFullness, RelayState, RelayView};
use crate::way::Place;

impl Session {
    /// The view of one agreement's relay.
    pub(super) fn relay_view(&mut self, id: AgreementId, now: i64) -> Result<RelayView> {
        let rows = self.vault.view().mailboxes_of(id)?;
        let left = |row: &MailboxRow| row.state == MailboxState::Left;
        let old_read = rows.iter().any(left);
        let current = rows.into_iter().rfind(|row| !left(row));
        let page = self.page(id, now)?;
        let mut counts = [0_u32; 4];
        for act in page.way()?.acts {
            let at = match act.place {
                Place::Here => 0,
                Place::AtRelay => 1,
                Place::OnItsWay => 2,
                Place::There => 3,
            };
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
        let [here, at_relay, on_its_way, there] = counts;
        let off = RelayView {
            agreement: names::agreement_text(id),
            state: RelayState::Off,
            address: None,
            since: None,
            other_joined: false,
            heard: page.last_heard(),
            last_success: None,
            trouble: None,
            trouble_since: None,
            here,
            at_relay,
            on_its_way,
            there,
            fullness: None,
            old_read,
        };
        Ok(match current {
            Some(row) => of_mailbox(&row, off),
            None => off,
        })
    }
}

fn of_mailbox(row: &MailboxRow, off: RelayView) -> RelayView {
    let state = match row.state {
        MailboxState::Opening => RelayState::Opening,
        MailboxState::Joining => RelayState::Joining,
        MailboxState::On => RelayState::On,
        MailboxState::Left => RelayState::Off,
        MailboxState::Gone => RelayState::Gone,
    };
    let some = |at: countersign_vault::Moment| (at.0 != 0).then_some(view::Moment(at.0));
    RelayView {
        state,
        address: Some(row.address.clone()),
        since: some(row.since),
        // Who came by a card was let in by somebody who is in it.
        other_joined: row.other_joined || row.invited.expose().is_empty(),
        last_success: some(row.last_success),
        trouble: read(&row.fault),
        trouble_since: read(&row.fault).and_then(|_| some(row.failing_since)),
        fullness: (row.counted.0 != 0).then(|| fullness(row)),
        ..off
    }
}

fn fullness(row: &MailboxRow) -> RelayFullness {
    let small = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    RelayFullness {
        bundles: small(row.bundles.0),
        bundles_max: small(row.bundles.1),
        bytes: small(row.bytes.0),
        bytes_max: small(row.bytes.1),
        keep_days: row.keep_days,
    }
}

impl Page<'_> {
    /// The device of the other person's that was heard from last, by whatever road.
    fn last_heard(&self) -> Option<Delivery> {
        let peer = self.holders().into_iter().next_back()?;
        Some(Delivery {
            who: names::role_view(self.reader.other()),
            device: None,
            at: view::Moment(peer.heard?),
        })
    }

    /// Heads of all that lies at a relay, durable there by its word.
    pub(crate) fn at_relay(&self) -> Result<Vec<ActId>> {
        let mut heads = Vec::new();
        for row in self.rows.mailboxes_of(self.id)? {
            heads.extend(self.kept_there(row.name)?);
        }
        Ok(heads)
    }

    fn kept_there(&self, mailbox: MailboxName) -> Result<Vec<ActId>> {
        let posted = self.rows.posted(mailbox)?;
        // Several are put side by side: what a later one says holds once all before it are there.
        let kept = posted.into_iter().take_while(|it| it.number.is_some());
        Ok(kept.flat_map(|it| it.heads).collect())
    }
}
